// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {BatchSlot, BatchSlots} from "./BatchSlot.sol";
import {GarmentERC721} from "./GarmentERC721.sol";
import {IERC7572} from "./interfaces/IERC7572.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";

/// @title Batches: how many garments there may be, and what is said and paid of all of them
/// @dev Caps and the vault, metadata folders (ERC-721, ERC-4906, ERC-7572) and royalties (ERC-2981).
abstract contract GarmentBatches is IFluxGarment, GarmentERC721, ERC2981, IERC4906, IERC7572, AccessControl {
    using Strings for uint256;

    /// @notice May open, shrink, vault and describe batches.
    bytes32 public constant CURATOR_ROLE = keccak256("CURATOR_ROLE");

    uint256 internal constant IDS_PER_BATCH = 1_000_000;
    uint32 private constant MAX_CAP = 999_999;
    uint96 private constant MAX_ROYALTY_BPS = 1_000;

    mapping(uint256 batchId => BatchSlot slot) internal _batches;
    mapping(uint256 batchId => string uri) private _uris;
    string private _contractURI;
    address private _owner;

    /// @inheritdoc IFluxGarment
    function openBatch(uint256 batchId, uint32 cap, string calldata uri) external onlyRole(CURATOR_ROLE) {
        _openBatch(batchId, cap, uri);
    }

    /// @inheritdoc IFluxGarment
    function openBatchWithRoyalty(
        uint256 batchId,
        uint32 cap,
        string calldata uri,
        address receiver,
        uint96 feeBps
    ) external onlyRole(CURATOR_ROLE) {
        _openBatch(batchId, cap, uri);
        _setBatchRoyalty(batchId, receiver, feeBps);
    }

    /// @inheritdoc IFluxGarment
    function lowerCap(uint256 batchId, uint32 cap) external onlyRole(CURATOR_ROLE) {
        BatchSlot batch = _requireOpen(batchId);
        if (cap == 0) revert FluxGarmentInvalidCap(cap);
        if (cap >= batch.cap()) revert FluxGarmentCapNotLower(batchId, batch.cap(), cap);
        if (cap < batch.minted()) revert FluxGarmentCapBelowMinted(batchId, batch.minted(), cap);

        _batches[batchId] = batch.capped(cap);
        emit BatchCapLowered(batchId, cap);
    }

    /// @inheritdoc IFluxGarment
    function vaultBatch(uint256 batchId) external onlyRole(CURATOR_ROLE) {
        BatchSlot batch = _requireOpen(batchId);

        _batches[batchId] = batch.vault();
        emit BatchVaulted(batchId, batch.minted());
    }

    /// @inheritdoc IFluxGarment
    function updateMetadata(uint256 batchId, string calldata uri) external onlyRole(CURATOR_ROLE) {
        _requireBatch(batchId);

        _uris[batchId] = uri;
        emit BatchMetadataUpdated(batchId, uri);
        // The whole range of the batch: a cap that fell leaves higher serials behind.
        emit BatchMetadataUpdate(batchId * IDS_PER_BATCH + 1, batchId * IDS_PER_BATCH + MAX_CAP);
    }

    /// @inheritdoc IFluxGarment
    function setDefaultRoyalty(address receiver, uint96 feeBps) external onlyRole(DEFAULT_ADMIN_ROLE) {
        if (feeBps > MAX_ROYALTY_BPS) revert FluxGarmentRoyaltyTooHigh(feeBps);
        _setDefaultRoyalty(receiver, feeBps);
    }

    /// @inheritdoc IFluxGarment
    function setBatchRoyalty(
        uint256 batchId,
        address receiver,
        uint96 feeBps
    ) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _requireBatch(batchId);
        _setBatchRoyalty(batchId, receiver, feeBps);
    }

    /// @inheritdoc IFluxGarment
    function setContractURI(string calldata uri) external onlyRole(CURATOR_ROLE) {
        _contractURI = uri;
        emit ContractURIUpdated();
    }

    /// @inheritdoc IFluxGarment
    function setOwner(address account) external onlyRole(DEFAULT_ADMIN_ROLE) {
        address previous = _owner;
        _owner = account;
        emit OwnershipTransferred(previous, account);
    }

    /// @inheritdoc IFluxGarment
    function batchOf(uint256 batchId) external view returns (Batch memory) {
        BatchSlot batch = _requireBatch(batchId);
        return Batch(batch.cap(), batch.minted(), batch.vaulted(), _uris[batchId]);
    }

    /// @inheritdoc IFluxGarment
    function owner() external view returns (address) {
        return _owner;
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc ERC721
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        string memory uri = _uris[tokenId / IDS_PER_BATCH];
        if (bytes(uri).length == 0) return "";
        return string.concat(uri, "/", (tokenId % IDS_PER_BATCH).toString(), ".json");
    }

    /// @inheritdoc ERC2981
    function royaltyInfo(
        uint256 tokenId,
        uint256 salePrice
    ) public view override returns (address receiver, uint256 amount) {
        return super.royaltyInfo(tokenId - (tokenId % IDS_PER_BATCH), salePrice);
    }

    /// @inheritdoc ERC721
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(ERC721, ERC2981, AccessControl, IERC165) returns (bool) {
        // ERC-4906 has only events; 0x49064906 is the id that its text gives it.
        return
            interfaceId == bytes4(0x49064906) ||
            interfaceId == type(IERC7572).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    function _requireOpen(uint256 batchId) internal view returns (BatchSlot batch) {
        batch = _requireBatch(batchId);
        if (batch.vaulted()) revert FluxGarmentBatchVaulted(batchId);
    }

    function _openBatch(uint256 batchId, uint32 cap, string calldata uri) private {
        if (batchId == 0 || batchId > type(uint32).max) revert FluxGarmentInvalidBatchId(batchId);
        if (cap == 0 || cap > MAX_CAP) revert FluxGarmentInvalidCap(cap);
        if (_batches[batchId].cap() != 0) revert FluxGarmentBatchAlreadyOpened(batchId);

        _batches[batchId] = BatchSlots.opened(cap);
        _uris[batchId] = uri;
        emit BatchOpened(batchId, cap, uri);
    }

    function _setBatchRoyalty(uint256 batchId, address receiver, uint96 feeBps) private {
        if (feeBps > MAX_ROYALTY_BPS) revert FluxGarmentRoyaltyTooHigh(feeBps);
        // Kept under the id of serial 0, which no token can have; {royaltyInfo} looks there.
        _setTokenRoyalty(batchId * IDS_PER_BATCH, receiver, feeBps);
    }

    function _requireBatch(uint256 batchId) private view returns (BatchSlot batch) {
        batch = _batches[batchId];
        if (batch.cap() == 0) revert FluxGarmentBatchUnknown(batchId);
    }
}
