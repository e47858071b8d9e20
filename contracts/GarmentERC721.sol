// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

import {GarmentSlot, GarmentSlots} from "./GarmentSlot.sol";

/// @title OpenZeppelin's ERC-721 over one slot for each token that also counts and dates its moves
/// @dev Keeps OpenZeppelin's rules (authorisation, approvals, receivers, errors, events) and replaces the two private
/// mappings that they stand on, through the virtual functions that are their only readers and writers: {_ownerOf},
/// {balanceOf}, {_update}. (`_increaseBalance` writes one of them too; only ERC721Consecutive calls it.) The count of
/// moves and the time of the last one so ride in the write that a transfer makes anyway, instead of 22,100 gas of their
/// own. Tokens are never burned: `to` is never zero here, as every caller of {_update} has refused that.
abstract contract GarmentERC721 is ERC721 {
    /// @dev A struct, so that a garment's place is worked out once for reading and writing.
    struct Garment {
        GarmentSlot slot;
    }

    mapping(uint256 tokenId => Garment garment) private _garments;
    mapping(address holder => uint256 count) private _held;

    /// @inheritdoc ERC721
    function balanceOf(address owner) public view override returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        return _held[owner];
    }

    /// @inheritdoc ERC721
    function _update(address to, uint256 tokenId, address auth) internal override returns (address) {
        Garment storage garment = _garments[tokenId];
        GarmentSlot slot = garment.slot;
        address from = slot.holder();
        if (auth != address(0)) _checkAuthorized(from, auth, tokenId);

        if (from == address(0)) {
            garment.slot = GarmentSlots.mintedTo(to);
        } else {
            _approve(address(0), tokenId, address(0), false);
            garment.slot = slot.movedTo(to);
            // `from` holds this token, so its count is at least 1.
            unchecked {
                --_held[from];
            }
        }
        // A count is at most the number of tokens, which is below 2^53.
        unchecked {
            ++_held[to];
        }

        emit Transfer(from, to, tokenId);
        return from;
    }

    /// @dev Gives the garment its next tag version, which retires every tag bound under an older one.
    function _bumpTagVersion(uint256 tokenId) internal returns (uint16) {
        GarmentSlot slot = _garments[tokenId].slot.retagged();
        _garments[tokenId].slot = slot;
        return slot.tagVersion();
    }

    /// @inheritdoc ERC721
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        return _garments[tokenId].slot.holder();
    }

    function _slotOf(uint256 tokenId) internal view returns (GarmentSlot) {
        return _garments[tokenId].slot;
    }

    /// @dev {_slotOf} that reverts for a token that does not exist.
    function _requireSlot(uint256 tokenId) internal view returns (GarmentSlot slot) {
        slot = _garments[tokenId].slot;
        if (slot.holder() == address(0)) revert ERC721NonexistentToken(tokenId);
    }
}
