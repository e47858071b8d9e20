import { problemOf } from "@/api-problem.ts";

/** Sends a picture and tells how far it is, in percent. Gives null, or the code of a refusal. */
export function sendPicture(file: Blob, tell: (percent: number) => void): Promise<string | null> {
  return new Promise((resolve) => {
    // fetch() does not say how much has left.
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => tell(Math.round((loaded / total) * 100));
    request.onload = () => {
      if (request.status === 200) resolve(null);
      else resolve(problemOf(request.response, "").code);
    };
    request.onerror = () => resolve("unavailable");
    request.responseType = "json";
    request.open("PUT", "/api/users/avatar");
    request.send(file);
  });
}
