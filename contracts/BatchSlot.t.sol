// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BatchSlot, BatchSlots} from "./BatchSlot.sol";
import {Test} from "./test-support/Test.sol";

contract BatchSlotTest is Test {
    function pack(uint32 cap, uint32 minted, bool vaulted) private pure returns (BatchSlot) {
        return BatchSlot.wrap(uint256(cap) | (uint256(minted) << 32) | (vaulted ? 1 << 64 : 0));
    }

    function isPacked(BatchSlot slot, uint32 cap, uint32 minted, bool vaulted) private pure {
        same(BatchSlot.unwrap(slot), BatchSlot.unwrap(pack(cap, minted, vaulted)), "slot");
        same(slot.cap(), cap, "cap");
        same(slot.minted(), minted, "minted");
        holds(slot.vaulted() == vaulted, "vaulted");
    }

    function test_eachActChangesItsFieldAndNoOther(uint32 cap, uint32 minted, bool vaulted, uint32 to) external pure {
        isPacked(BatchSlots.opened(cap), cap, 0, false);
        isPacked(pack(cap, minted, vaulted).capped(to), to, minted, vaulted);
        isPacked(pack(cap, minted, vaulted).vault(), cap, minted, true);
        vm.assume(minted < type(uint32).max);
        isPacked(pack(cap, minted, vaulted).plusOne(), cap, minted + 1, vaulted);
    }
}
