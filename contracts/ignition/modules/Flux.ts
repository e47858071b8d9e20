import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { keccak256, toBytes } from "viem";

const role = (name: string) => keccak256(toBytes(`${name}_ROLE`));

/** Both contracts with their working roles. The deployer (account 0) is the admin until it is handed on. */
export default buildModule("Flux", (m) => {
  const admin = m.getAccount(0);
  const garment = m.contract("FluxGarment", [admin]);
  const voting = m.contract("FluxVoting", [admin, garment]);

  const grant = (contract: typeof garment | typeof voting, name: string, account: string) =>
    m.call(contract, "grantRole", [role(name), m.getParameter(account)], {
      id: `${contract === garment ? "garment" : "voting"}_${name}`,
    });
  grant(garment, "MINTER", "minter");
  grant(garment, "CURATOR", "curator");
  grant(garment, "TAGGER", "tagger");
  grant(garment, "ATTESTOR", "attestor");
  grant(garment, "PAUSER", "pauser");
  grant(voting, "CURATOR", "curator");

  return { garment, voting };
});
