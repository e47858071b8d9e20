import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { zeroAddress } from "viem";
import { adminRole, grants, workingRoles } from "../../src/roles.ts";

/**
 * Both contracts with their working roles, administered by a timelock that only the multisig can use. The deployer
 * (account 0) is their admin while this runs and nothing afterwards.
 */
export default buildModule("Flux", (m) => {
  const deployer = m.getAccount(0);
  const multisig = m.getParameter<string>("multisig");

  const garment = m.contract("FluxGarment", [deployer]);
  const voting = m.contract("FluxVoting", [deployer, garment]);
  // Without an admin of its own: even its delay changes only through itself.
  const timelock = m.contract(
    "TimelockController",
    [m.getParameter<number>("adminDelaySec"), [multisig], [multisig], zeroAddress],
    { after: [voting] },
  );

  const contracts = { FluxGarment: garment, FluxVoting: voting };
  const granted = grants.map(([contract, role]) =>
    m.call(contracts[contract], "grantRole", [workingRoles[role].id, m.getParameter<string>(role)], {
      id: `${contract}_${role}`,
    }),
  );
  // Marketplaces let this account claim the collection: the timelock could not sign for it.
  const named = m.call(garment, "setOwner", [multisig]);
  for (const [name, contract] of Object.entries(contracts)) {
    const handedOn = m.call(contract, "grantRole", [adminRole.id, timelock], { id: `${name}_admin` });
    m.call(contract, "renounceRole", [adminRole.id, deployer], {
      id: `${name}_deployer_leaves`,
      after: [handedOn, named, ...granted],
    });
  }

  return { garment, voting, timelock };
});
