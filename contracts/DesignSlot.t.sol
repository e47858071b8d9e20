// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {DesignSlot, DesignSlots} from "./DesignSlot.sol";
import {Test} from "./test-support/Test.sol";

contract DesignSlotTest is Test {
    function test_everyFieldKeepsToItself(
        uint64 opensAt,
        uint64 closesAt,
        bool approved,
        uint256 oneKey,
        uint256 otherKey
    ) external pure {
        uint256 key = fold(otherKey, 0, (1 << 45) - 1);
        DesignSlot slot = DesignSlots.opened(opensAt, closesAt);
        same(slot.lastKey(), 0, "last key at first");
        holds(!slot.decided() && !slot.approved(), "undecided");

        slot = slot.withLastKey(fold(oneKey, 0, (1 << 45) - 1)).decide(approved).withLastKey(key);
        same(slot.opensAt(), opensAt, "opensAt");
        same(slot.closesAt(), closesAt, "closesAt");
        same(slot.lastKey(), key, "last key");
        holds(slot.decided() && slot.approved() == approved, "decided");
    }
}
