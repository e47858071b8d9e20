// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev One batch in one storage slot; 0 for a batch that was never opened:
///
///   bits  0…31  cap, 1…999,999; serials above it may be left from before it fell
///   bits 32…63  minted, at most the cap
///   bit  64     vaulted
type BatchSlot is uint256;

using BatchSlots for BatchSlot global;

/// @title What can be read from and done to a batch's slot
library BatchSlots {
    uint256 private constant MINTED_AT = 32;
    uint256 private constant VAULTED = 1 << 64;

    function opened(uint32 cap_) internal pure returns (BatchSlot) {
        return BatchSlot.wrap(cap_);
    }

    /// @dev The caller has checked that `minted < cap`, so the count never runs into the next field.
    function plusOne(BatchSlot slot) internal pure returns (BatchSlot) {
        unchecked {
            return BatchSlot.wrap(BatchSlot.unwrap(slot) + (1 << MINTED_AT));
        }
    }

    function capped(BatchSlot slot, uint32 cap_) internal pure returns (BatchSlot) {
        return BatchSlot.wrap((BatchSlot.unwrap(slot) & ~uint256(type(uint32).max)) | cap_);
    }

    function vault(BatchSlot slot) internal pure returns (BatchSlot) {
        return BatchSlot.wrap(BatchSlot.unwrap(slot) | VAULTED);
    }

    function cap(BatchSlot slot) internal pure returns (uint32) {
        return uint32(BatchSlot.unwrap(slot));
    }

    function minted(BatchSlot slot) internal pure returns (uint32) {
        return uint32(BatchSlot.unwrap(slot) >> MINTED_AT);
    }

    function vaulted(BatchSlot slot) internal pure returns (bool) {
        return BatchSlot.unwrap(slot) & VAULTED != 0;
    }
}
