// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {GarmentSlot} from "./GarmentSlot.sol";
import {GarmentTags} from "./GarmentTags.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {Signatures} from "./Signatures.sol";

/// @title Moves by signature: of the owner alone, or of the owner and the tag
abstract contract GarmentMoves is GarmentTags, EIP712 {
    using Signatures for address;

    /// @notice May vouch for the tap of a tag that cannot sign.
    bytes32 public constant ATTESTOR_ROLE = keccak256("ATTESTOR_ROLE");

    bytes32 private constant TRANSFER_TYPEHASH =
        keccak256("Transfer(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant HANDOVER_TYPEHASH =
        keccak256("Handover(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant TAG_PROOF_TYPEHASH =
        keccak256("TagProof(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant ATTESTATION_TYPEHASH =
        keccak256("Attestation(address to,uint256 tokenId,bytes32 tagHash,uint256 moves,uint256 deadline)");

    /// @inheritdoc IFluxGarment
    function transferBySig(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature
    ) external {
        _moveBySig(TRANSFER_TYPEHASH, to, tokenId, deadline, ownerSignature);
    }

    /// @inheritdoc IFluxGarment
    function handover(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature,
        bytes calldata tagSignature
    ) external {
        GarmentSlot slot = _requireSlot(tokenId);
        bytes32 digest = _moveDigest(TAG_PROOF_TYPEHASH, to, tokenId, slot.moves(), deadline);
        (address chip, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, tagSignature);
        if (fault != ECDSA.RecoverError.NoError) revert FluxGarmentInvalidTagSignature(tokenId);
        bytes32 tagHash = keccak256(abi.encode(chip));
        _requireLiveTag(tagHash, tokenId, slot);

        _moveBySig(HANDOVER_TYPEHASH, to, tokenId, deadline, ownerSignature);
        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.TagSignature);
    }

    /// @inheritdoc IFluxGarment
    function handoverAttested(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature,
        bytes32 tagHash,
        address attestor,
        bytes calldata attestation
    ) external {
        GarmentSlot slot = _requireSlot(tokenId);
        _checkRole(ATTESTOR_ROLE, attestor);
        _requireLiveTag(tagHash, tokenId, slot);
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(ATTESTATION_TYPEHASH, to, tokenId, tagHash, slot.moves(), deadline))
        );
        if (!attestor.isSigned(digest, attestation)) revert FluxGarmentInvalidAttestation(attestor);

        _moveBySig(HANDOVER_TYPEHASH, to, tokenId, deadline, ownerSignature);
        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.Attestation);
    }

    /// @inheritdoc IFluxGarment
    function movesOf(uint256 tokenId) external view returns (uint256) {
        return _requireSlot(tokenId).moves();
    }

    /// @inheritdoc IFluxGarment
    function movedAt(uint256 tokenId) external view returns (uint256) {
        return _requireSlot(tokenId).movedAt();
    }

    /// @dev Moves the token if its owner signed this type of act for these values and its present count of moves.
    function _moveBySig(
        bytes32 typehash,
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature
    ) private {
        if (block.timestamp > deadline) revert FluxGarmentSignatureExpired(deadline);
        GarmentSlot slot = _requireSlot(tokenId);
        address holder = slot.holder();
        bytes32 digest = _moveDigest(typehash, to, tokenId, slot.moves(), deadline);
        if (!holder.isSigned(digest, ownerSignature)) revert FluxGarmentInvalidOwnerSignature(holder);
        _transfer(holder, to, tokenId);
    }

    function _moveDigest(
        bytes32 typehash,
        address to,
        uint256 tokenId,
        uint256 moves,
        uint256 deadline
    ) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(typehash, to, tokenId, moves, deadline)));
    }
}
