import { PinataSDK } from "pinata";
import type { z } from "zod";
import type { pinataSettings } from "../../env.ts";
import type { Ipfs, IpfsFile } from "./ipfs.ts";

type PinataEnv = z.infer<typeof pinataSettings>;

/** Pinata's public network (docs.pinata.cloud). Its SDK uploads folders by the older endpoint. */
export function createPinata(env: PinataEnv): Ipfs {
  const { upload } = new PinataSDK({
    pinataJwt: env.PINATA_JWT,
    endpointUrl: `${env.PINATA_API_URL}/v3`,
    uploadUrl: `${env.PINATA_UPLOAD_URL}/v3`,
    legacyUploadUrl: `${env.PINATA_API_URL}/pinning/pinFileToIPFS`,
  });
  return {
    async pinFolder(name, files) {
      const { cid } = await upload.public.fileArray(files.map(toFile)).name(name);
      return `ipfs://${cid}`;
    },
    async pinFile(file) {
      const { cid } = await upload.public.file(toFile(file)).name(file.path);
      return `ipfs://${cid}`;
    },
  };
}

function toFile({ path, content, type }: IpfsFile): File {
  return new File([typeof content === "string" ? content : new Uint8Array(content)], path, { type });
}
