// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "./test-support/Test.sol";
import {VoteWord, VoteWords} from "./VoteWord.sol";

contract VoteWordTest is Test {
    function test_theCountIsTheNumberOfBits(uint128 bits, uint256 above) external pure {
        uint256 counted = 0;
        for (uint256 rest = bits; rest != 0; rest &= rest - 1) ++counted;
        VoteWord word = VoteWord.wrap((above << 128) | bits);
        same(word.count(), counted, "count");
    }

    function test_aFullWordCounts128AndAnEmptyOneNone() external pure {
        same(VoteWord.wrap(type(uint256).max).count(), 128, "full");
        same(VoteWord.wrap(type(uint256).max << 128).count(), 0, "empty");
    }

    function test_twoIdsNeverShareAPlace(uint256 one, uint256 other) external pure {
        vm.assume(one != other);
        (uint256 oneKey, uint256 oneBit) = VoteWords.placeOf(one);
        (uint256 otherKey, uint256 otherBit) = VoteWords.placeOf(other);
        holds(oneKey != otherKey || oneBit != otherBit, "a place of its own");
        holds(oneBit != 0 && oneBit <= 1 << 127 && oneBit & (oneBit - 1) == 0, "one bit of 128");
    }

    function test_neighboursNeverShareAPlace(uint256 id, uint256 distance) external pure {
        uint256 one = fold(id, 0, type(uint256).max - 2_000_000);
        uint256 other = one + fold(distance, 1, 2_000_000);
        (uint256 oneKey, uint256 oneBit) = VoteWords.placeOf(one);
        (uint256 otherKey, uint256 otherBit) = VoteWords.placeOf(other);
        holds(oneKey != otherKey || oneBit != otherBit, "a place of its own");
    }

    function test_theKeyOfAnyGarmentFitsItsField(uint32 batchId, uint256 serialSeed, uint256 bitSeed) external pure {
        (uint256 key, ) = VoteWords.placeOf(uint256(batchId) * 1_000_000 + fold(serialSeed, 1, 999_999));
        uint256 bit = 1 << fold(bitSeed, 0, 127);
        VoteWord word = VoteWords.linkedTo(key);
        same(word.previousKey(), key, "previous key");
        same(word.plus(bit).previousKey(), key, "previous key after a vote");
        holds(word.plus(bit).has(bit) && !word.has(bit), "the vote");
        VoteWord emptied = word.plus(bit).minus(bit);
        same(VoteWord.unwrap(emptied), VoteWord.unwrap(word), "after it was taken back");
        holds(emptied.isLinked() && !VoteWord.wrap(0).isLinked(), "linked");
    }
}
