import { fluxGarmentAbi } from "@flux/contracts";
import { type Address, encodeFunctionData } from "viem";
import { z } from "zod";
import type { Chain } from "../../adapters/chain/chain.ts";
import { sendCalls } from "../../adapters/chain/send-calls.ts";
import type { Signer } from "../../adapters/chain/signer.ts";
import type { Ipfs, IpfsFile } from "../../adapters/ipfs/ipfs.ts";
import { jsonFile } from "../../adapters/ipfs/json-file.ts";
import type { Deps } from "../../deps.ts";
import { pinFolder } from "../pins/pin-folder.ts";
import { cidIn, pathsOfPin } from "../pins/queries.ts";
import { verifyPin } from "../pins/verify-pin.ts";
import { assertPicture } from "./assert-picture.ts";
import { pageUrl, pictureUri } from "./twin-metadata.ts";

/** ERC-7572's schema. */
export const collectionMetadataSchema = z.strictObject({
  name: z.string().min(1),
  symbol: z.string().min(1),
  description: z.string().min(1),
  image: pictureUri,
  banner_image: pictureUri,
  featured_image: pictureUri,
  external_link: pageUrl,
  collaborators: z.array(z.string().regex(/^0x[0-9a-fA-F]{40}$/)),
});

type Publishing = Pick<Deps, "db"> & {
  env: Pick<Deps["env"], "WEB_URL">;
  chain: Pick<Chain, "id" | "client" | "contracts" | "fees">;
  /** Called only when something is to be pinned. */
  openIpfs: () => Promise<Ipfs>;
  /** Holds CURATOR_ROLE. No process of the platform has this key: who publishes brings it. */
  curator: Signer;
};
type Collection = {
  description: string;
  /** PNG or JPEG: square, 4:1, and as wide as they like. */
  pictures: { image: IpfsFile; banner: IpfsFile; featured: IpfsFile };
  /** Accounts that may edit the collection's page on a marketplace beside its owner. */
  collaborators: Address[];
};

/**
 * Says what the collection is: pins its pictures and its words, makes sure that they are there, and points the contract to
 * them (ERC-7572). Name and symbol are the contract's. Does nothing when the contract points to what is kept; else returns
 * the new address. Throws `picture_not_for_wallets`, and what `pinFolder` and `verifyPin` throw: the contract is left as it
 * is then.
 */
export async function publishCollection(
  { db, env, chain, openIpfs, curator }: Publishing,
  readCollection: () => Promise<Collection>,
): Promise<string | undefined> {
  const garment = { address: chain.contracts.FluxGarment, abi: fluxGarmentAbi } as const;
  const before = cidIn(await chain.client.readContract({ ...garment, functionName: "contractURI" }));
  if (before && (await pathsOfPin(db, before)).length > 0) return undefined;

  const { pictures, description, collaborators } = await readCollection();
  const files = Object.values(pictures);
  for (const file of files) assertPicture(file);
  const [ipfs, name, symbol] = await Promise.all([
    openIpfs(),
    chain.client.readContract({ ...garment, functionName: "name" }),
    chain.client.readContract({ ...garment, functionName: "symbol" }),
  ]);
  const folder = await pinFolder({ db, ipfs }, { name: "pictures of the collection", files });
  const uriOf = ({ path }: IpfsFile) => `ipfs://${folder}/${path}`;
  const metadata = collectionMetadataSchema.parse({
    ...{ name, symbol, description },
    image: uriOf(pictures.image),
    banner_image: uriOf(pictures.banner),
    featured_image: uriOf(pictures.featured),
    external_link: env.WEB_URL,
    collaborators,
  });
  const words = await pinFolder(
    { db, ipfs },
    { name: "collection", files: [jsonFile("collection.json", metadata)] },
  );
  for (const cid of [folder, words]) await verifyPin({ db, ipfs }, cid);

  const uri = `ipfs://${words}/collection.json`;
  const data = encodeFunctionData({ ...garment, functionName: "setContractURI", args: [uri] });
  await sendCalls(chain, curator, [{ to: garment.address, data }]);
  return uri;
}
