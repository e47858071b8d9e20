// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GarmentSlot, GarmentSlots} from "./GarmentSlot.sol";
import {Test} from "./test-support/Test.sol";

contract GarmentSlotTest is Test {
    function pack(address holder, uint40 heldSince, uint40 moves, uint16 tagVersion) private pure returns (GarmentSlot) {
        return
            GarmentSlot.wrap(
                uint160(holder) | (uint256(heldSince) << 160) | (uint256(moves) << 200) | (uint256(tagVersion) << 240)
            );
    }

    function test_aMintStartsCountingAtNothing(address to, uint40 time) external {
        vm.warp(time);
        GarmentSlot slot = GarmentSlots.mintedTo(to);
        same(GarmentSlot.unwrap(slot), GarmentSlot.unwrap(pack(to, time, 0, 0)), "slot");
        same(slot.movedAt(), 0, "movedAt");
    }

    function test_aMoveChangesHolderTimeAndCountAndNothingElse(
        address from,
        address to,
        uint40 heldSince,
        uint40 moves,
        uint16 tagVersion,
        uint40 time
    ) external {
        vm.assume(moves < type(uint40).max);
        vm.warp(time);
        GarmentSlot slot = pack(from, heldSince, moves, tagVersion).movedTo(to);
        same(GarmentSlot.unwrap(slot), GarmentSlot.unwrap(pack(to, time, moves + 1, tagVersion)), "slot");
        same(slot.movedAt(), time, "movedAt");
    }

    function test_aRetagChangesTheTagVersionAndNothingElse(
        address holder,
        uint40 heldSince,
        uint40 moves,
        uint16 tagVersion
    ) external pure {
        vm.assume(tagVersion < type(uint16).max);
        GarmentSlot slot = pack(holder, heldSince, moves, tagVersion).retagged();
        same(GarmentSlot.unwrap(slot), GarmentSlot.unwrap(pack(holder, heldSince, moves, tagVersion + 1)), "slot");
    }

    function test_everyFieldReadsBack(address holder, uint40 heldSince, uint40 moves, uint16 tagVersion) external pure {
        GarmentSlot slot = pack(holder, heldSince, moves, tagVersion);
        same(slot.holder(), holder, "holder");
        same(slot.heldSince(), heldSince, "heldSince");
        same(slot.moves(), moves, "moves");
        same(slot.tagVersion(), tagVersion, "tagVersion");
    }

    function overflowMoves() external view {
        pack(address(1), 1, type(uint40).max, 1).movedTo(address(2));
    }

    function overflowTagVersion() external pure {
        pack(address(1), 1, 1, type(uint16).max).retagged();
    }

    function test_countersStopBeforeTheyRunIntoTheirNeighbours() external {
        refused(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.overflowMoves();
        refused(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.overflowTagVersion();
    }
}
