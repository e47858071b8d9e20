// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {BatchSlot} from "./BatchSlot.sol";
import {GarmentMoves} from "./GarmentMoves.sol";
import {GarmentSlot} from "./GarmentSlot.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";

/// @title FLUX garments
/// @notice See {IFluxGarment}.
/// @dev Minting, which touches all of what it stands on: {GarmentERC721} who holds a garment, {GarmentBatches},
/// {GarmentTags}, {GarmentMoves}.
contract FluxGarment is GarmentMoves {
    /// @notice May mint.
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    /// @notice May stop and resume minting and retagging.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    constructor(address admin) ERC721("FLUX Garment", "FLUX") EIP712("FluxGarment", "1") {
        if (admin == address(0)) revert FluxGarmentInvalidAdmin(admin);
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IFluxGarment
    function mintProduct(Mint calldata mint) external onlyRole(MINTER_ROLE) whenNotPaused {
        Tag storage tag = _tags[mint.tagHash];
        (uint256 tokenId, uint256 binding) = (mint.tokenId, tag.binding);
        if (binding == tokenId && _isFirstBinding(binding)) return;
        uint256 batchId = tokenId / IDS_PER_BATCH;
        _batches[batchId] = _mintInto(_requireOpen(batchId), mint, tag, binding);
    }

    /// @inheritdoc IFluxGarment
    function mintProducts(Mint[] calldata mints) external onlyRole(MINTER_ROLE) whenNotPaused {
        if (mints.length == 0) revert FluxGarmentNothingToMint();
        // Ids rise, so a batch's garments come together: its slot is read once before them and written once after.
        uint256 batchId = 0;
        uint256 firstIdOfNextBatch = 0;
        BatchSlot batch;
        uint256 previousTokenId = 0;
        for (uint256 i = 0; i < mints.length; ++i) {
            Mint calldata mint = mints[i];
            uint256 tokenId = mint.tokenId;
            if (tokenId <= previousTokenId) revert FluxGarmentIdsNotAscending(previousTokenId, tokenId);
            previousTokenId = tokenId;
            Tag storage tag = _tags[mint.tagHash];
            uint256 binding = tag.binding;
            if (binding == tokenId && _isFirstBinding(binding)) continue;
            if (tokenId >= firstIdOfNextBatch) {
                if (batchId != 0) _batches[batchId] = batch;
                batchId = tokenId / IDS_PER_BATCH;
                batch = _requireOpen(batchId);
                firstIdOfNextBatch = (batchId + 1) * IDS_PER_BATCH;
            }
            batch = _mintInto(batch, mint, tag, binding);
        }
        if (batchId != 0) _batches[batchId] = batch;
    }

    /// @inheritdoc IFluxGarment
    function pause() external onlyRole(PAUSER_ROLE) {
        _pause();
    }

    /// @inheritdoc IFluxGarment
    function unpause() external onlyRole(PAUSER_ROLE) {
        _unpause();
    }

    /// @inheritdoc IFluxGarment
    function verifyOwnership(address account, uint256 tokenId) external view returns (bool) {
        return account != address(0) && _ownerOf(tokenId) == account;
    }

    /// @inheritdoc IFluxGarment
    function getProductMetadata(uint256 tokenId) external view returns (ProductMetadata memory) {
        GarmentSlot slot = _requireSlot(tokenId);
        BatchSlot batch = _batches[tokenId / IDS_PER_BATCH];
        return
            ProductMetadata({
                batchId: tokenId / IDS_PER_BATCH,
                serial: tokenId % IDS_PER_BATCH,
                holder: slot.holder(),
                heldSince: slot.heldSince(),
                moves: slot.moves(),
                tagVersion: slot.tagVersion(),
                batchCap: batch.cap(),
                batchMinted: batch.minted(),
                batchVaulted: batch.vaulted(),
                uri: tokenURI(tokenId)
            });
    }

    /// @inheritdoc IFluxGarment
    function holdingOf(uint256 tokenId) external view returns (address holder, uint256 lastMovedAt) {
        GarmentSlot slot = _slotOf(tokenId);
        return (slot.holder(), slot.movedAt());
    }

    /// @inheritdoc IFluxGarment
    function slotOf(uint256 tokenId) external view returns (GarmentSlot) {
        return _slotOf(tokenId);
    }

    /// @dev Mints a garment and returns its batch with one more. No call leaves this contract, so nothing can re-enter
    /// before the caller has written the batch.
    function _mintInto(
        BatchSlot batch,
        Mint calldata mint,
        Tag storage tag,
        uint256 binding
    ) private returns (BatchSlot) {
        uint256 tokenId = mint.tokenId;
        address to = mint.to;
        uint32 cap = batch.cap();
        uint256 serial = tokenId % IDS_PER_BATCH;
        if (to == address(0)) revert ERC721InvalidReceiver(to);
        if (_update(to, tokenId, address(0)) != address(0)) revert FluxGarmentTokenTaken(tokenId);
        if (serial == 0 || serial > cap) revert FluxGarmentInvalidSerial(tokenId, cap);
        // Not implied by the serial: high serials may have been minted before the cap fell.
        if (batch.minted() >= cap) revert FluxGarmentBatchFull(tokenId / IDS_PER_BATCH, cap);
        _bindTag(tag, binding, mint.tagHash, tokenId);
        emit GarmentMinted(tokenId, to, mint.tagHash, mint.orderRef);
        return batch.plusOne();
    }
}
