import { PinataSDK } from "pinata";
import type { z } from "zod";
import type { pinataSettings } from "../../env.ts";
import { cidsOf } from "./cids-of.ts";
import { type Ipfs, type IpfsFile, WrongCidError } from "./ipfs.ts";

type PinataEnv = z.infer<typeof pinataSettings>;

/** A gateway that looks for something which nobody has answers late, or never. */
const gatewayTimeoutMs = 30_000;

/** Pinata's public network (docs.pinata.cloud). Its SDK uploads folders by the older endpoint, and asks for CID version 1. */
export function createPinata(env: PinataEnv): Ipfs {
  const { upload, files: records } = new PinataSDK({
    pinataJwt: env.PINATA_JWT,
    endpointUrl: `${env.PINATA_API_URL}/v3`,
    uploadUrl: `${env.PINATA_UPLOAD_URL}/v3`,
    legacyUploadUrl: `${env.PINATA_API_URL}/pinning/pinFileToIPFS`,
  });
  return {
    async pinFolder(name, files) {
      const { cid } = await upload.public.fileArray(files.map(toFile)).name(name);
      const cids = await cidsOf(files);
      if (!cids.includes(cid)) throw new WrongCidError(name, cid, cids);
      return cid;
    },
    isOf: async (cid, files) => (await cidsOf(files)).includes(cid),
    async isPinned(cid) {
      const { files } = await records.public.list().cid(cid);
      return files.some((file) => file.cid === cid);
    },
    async read(cid, path) {
      const place = path.split("/").map(encodeURIComponent).join("/");
      const answer = await fetch(`${env.PINATA_GATEWAY_URL}/ipfs/${cid}/${place}`, {
        signal: AbortSignal.timeout(gatewayTimeoutMs),
      });
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
      await answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return null;
      throw new Error(`the IPFS gateway answered ${answer.status} for ${cid}/${path}`);
    },
  };
}

function toFile({ path, content, type }: IpfsFile): File {
  return new File([new Uint8Array(content)], path, { type });
}
