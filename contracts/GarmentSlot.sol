// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev One garment in one storage slot:
///
///   bits   0…159  holder
///   bits 160…199  heldSince, Unix seconds
///   bits 200…239  moves since the mint
///   bits 240…255  tagVersion: how often the tag was replaced
type GarmentSlot is uint256;

using GarmentSlots for GarmentSlot global;

/// @title What can be read from and done to a garment's slot
library GarmentSlots {
    uint256 private constant HELD_SINCE_AT = 160;
    uint256 private constant MOVES_AT = 200;
    uint256 private constant TAG_VERSION_AT = 240;

    function mintedTo(address to) internal view returns (GarmentSlot) {
        return GarmentSlot.wrap(uint160(to) | (uint256(uint40(block.timestamp)) << HELD_SINCE_AT));
    }

    /// @dev `moves + 1` is checked: 2^40 moves of one token would take all of Polygon's blocks for a decade.
    function movedTo(GarmentSlot slot, address to) internal view returns (GarmentSlot) {
        return _pack(to, uint40(block.timestamp), moves(slot) + 1, tagVersion(slot));
    }

    /// @dev `tagVersion + 1` is checked, and refused by its name before: a garment whose tag was replaced 65,535 times
    /// keeps its last one.
    function retagged(GarmentSlot slot) internal pure returns (GarmentSlot) {
        return _pack(holder(slot), heldSince(slot), moves(slot), tagVersion(slot) + 1);
    }

    function holder(GarmentSlot slot) internal pure returns (address) {
        return address(uint160(GarmentSlot.unwrap(slot)));
    }

    function heldSince(GarmentSlot slot) internal pure returns (uint40) {
        return uint40(GarmentSlot.unwrap(slot) >> HELD_SINCE_AT);
    }

    function moves(GarmentSlot slot) internal pure returns (uint40) {
        return uint40(GarmentSlot.unwrap(slot) >> MOVES_AT);
    }

    function tagVersion(GarmentSlot slot) internal pure returns (uint16) {
        return uint16(GarmentSlot.unwrap(slot) >> TAG_VERSION_AT);
    }

    /// @dev 0 for a garment that never moved.
    function movedAt(GarmentSlot slot) internal pure returns (uint256) {
        return moves(slot) == 0 ? 0 : heldSince(slot);
    }

    function _pack(
        address holder_,
        uint40 heldSince_,
        uint40 moves_,
        uint16 tagVersion_
    ) private pure returns (GarmentSlot) {
        return
            GarmentSlot.wrap(
                uint256(uint160(holder_)) |
                    (uint256(heldSince_) << HELD_SINCE_AT) |
                    (uint256(moves_) << MOVES_AT) |
                    (uint256(tagVersion_) << TAG_VERSION_AT)
            );
    }
}
