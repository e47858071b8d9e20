// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev One design's vote in one storage slot; 0 for a design that was never opened:
///
///   bits   0…63   opensAt, Unix seconds
///   bits  64…127  closesAt, Unix seconds, never 0
///   bit  128      decided
///   bit  129      approved
///   bits 192…236  key of the word of votes that was linked last, 0 before the first vote
type DesignSlot is uint256;

using DesignSlots for DesignSlot global;

/// @title What can be read from and done to a design's slot
library DesignSlots {
    uint256 private constant CLOSES_AT = 64;
    uint256 private constant DECIDED = 1 << 128;
    uint256 private constant APPROVED = 1 << 129;
    uint256 private constant LAST_KEY_AT = 192;

    function opened(uint64 opensAt_, uint64 closesAt_) internal pure returns (DesignSlot) {
        return DesignSlot.wrap(opensAt_ | (uint256(closesAt_) << CLOSES_AT));
    }

    /// @param key Of a garment that exists, so below 2^45.
    function withLastKey(DesignSlot slot, uint256 key) internal pure returns (DesignSlot) {
        uint256 rest = DesignSlot.unwrap(slot) & ((1 << LAST_KEY_AT) - 1);
        return DesignSlot.wrap(rest | (key << LAST_KEY_AT));
    }

    function decide(DesignSlot slot, bool approved_) internal pure returns (DesignSlot) {
        return DesignSlot.wrap(DesignSlot.unwrap(slot) | (approved_ ? DECIDED | APPROVED : DECIDED));
    }

    function opensAt(DesignSlot slot) internal pure returns (uint64) {
        return uint64(DesignSlot.unwrap(slot));
    }

    function closesAt(DesignSlot slot) internal pure returns (uint64) {
        return uint64(DesignSlot.unwrap(slot) >> CLOSES_AT);
    }

    function decided(DesignSlot slot) internal pure returns (bool) {
        return DesignSlot.unwrap(slot) & DECIDED != 0;
    }

    function approved(DesignSlot slot) internal pure returns (bool) {
        return DesignSlot.unwrap(slot) & APPROVED != 0;
    }

    function lastKey(DesignSlot slot) internal pure returns (uint256) {
        return DesignSlot.unwrap(slot) >> LAST_KEY_AT;
    }
}
