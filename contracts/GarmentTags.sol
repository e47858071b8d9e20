// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {GarmentBatches} from "./GarmentBatches.sol";
import {GarmentSlot} from "./GarmentSlot.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";

/// @title Tags: which chip is sewn into which garment, one to one and for ever
abstract contract GarmentTags is GarmentBatches, Pausable {
    /// @dev What a tag is bound to: tokenId | tagVersion << 64, or 0. A binding is live while its version is its
    /// garment's, so a retag retires the old tag without knowing it: token → tag is nowhere stored (22,100 gas a mint),
    /// the events tell it. A struct, so that its place is worked out once for reading and writing.
    struct Tag {
        uint256 binding;
    }

    /// @notice May replace a garment's tag.
    bytes32 public constant TAGGER_ROLE = keccak256("TAGGER_ROLE");

    uint256 private constant TAG_VERSION_AT = 64;

    mapping(bytes32 tagHash => Tag tag) internal _tags;

    /// @inheritdoc IFluxGarment
    function retag(uint256 tokenId, bytes32 newTagHash) external onlyRole(TAGGER_ROLE) whenNotPaused {
        if (_requireSlot(tokenId).tagVersion() == type(uint16).max) revert FluxGarmentTagVersionsSpent(tokenId);
        uint16 tagVersion = _bumpTagVersion(tokenId);
        Tag storage tag = _tags[newTagHash];
        _bindTag(tag, tag.binding, newTagHash, tokenId | (uint256(tagVersion) << TAG_VERSION_AT));
        emit TagReplaced(tokenId, newTagHash, tagVersion);
    }

    /// @inheritdoc IFluxGarment
    function tokenOfTag(bytes32 tagHash) external view returns (uint256) {
        (uint256 tokenId, bool retired) = tagOf(tagHash);
        return retired ? 0 : tokenId;
    }

    /// @inheritdoc IFluxGarment
    function tagOf(bytes32 tagHash) public view returns (uint256 tokenId, bool retired) {
        uint256 binding = _tags[tagHash].binding;
        tokenId = uint64(binding);
        retired = binding >> TAG_VERSION_AT != _slotOf(tokenId).tagVersion();
    }

    /// @param binding What the tag is bound to, which the caller has read.
    function _bindTag(Tag storage tag, uint256 binding, bytes32 tagHash, uint256 newBinding) internal {
        if (tagHash == bytes32(0)) revert FluxGarmentZeroTagHash(uint64(newBinding));
        if (binding != 0) revert FluxGarmentTagTaken(tagHash, uint64(binding));
        tag.binding = newBinding;
    }

    function _requireLiveTag(bytes32 tagHash, uint256 tokenId, GarmentSlot slot) internal view {
        uint256 live = tokenId | (uint256(slot.tagVersion()) << TAG_VERSION_AT);
        if (_tags[tagHash].binding != live) revert FluxGarmentTagMismatch(tokenId, tagHash);
    }

    /// @dev Whether this is what a mint wrote: of version 0, so the id itself. (Any other is no token's id, and neither
    /// is the 0 of an unknown tag.) A mint with this very id and tag has nothing left to do.
    function _isFirstBinding(uint256 binding) internal pure returns (bool) {
        return binding != 0 && binding >> TAG_VERSION_AT == 0;
    }
}
