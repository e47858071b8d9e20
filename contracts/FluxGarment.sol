// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {BatchSlot, BatchSlots} from "./BatchSlot.sol";
import {GarmentERC721} from "./GarmentERC721.sol";
import {GarmentSlot} from "./GarmentSlot.sol";
import {IERC7572} from "./interfaces/IERC7572.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {Signatures} from "./Signatures.sol";

/// @title FLUX garments
/// @notice See {IFluxGarment}.
contract FluxGarment is
    IFluxGarment,
    GarmentERC721,
    ERC2981,
    IERC4906,
    IERC7572,
    AccessControl,
    EIP712,
    Pausable
{
    using Signatures for address;
    using Strings for uint256;

    /// @dev What a tag is bound to: tokenId | tagVersion << 64, or 0. A binding is live while its version is its
    /// garment's, so a retag retires the old tag without knowing it: token → tag is nowhere stored (22,100 gas a mint),
    /// the events tell it. A struct, so that its place is worked out once for reading and writing.
    struct Tag {
        uint256 binding;
    }

    /// @notice May mint.
    bytes32 public constant MINTER_ROLE = keccak256("MINTER_ROLE");
    /// @notice May open, shrink, vault and describe batches.
    bytes32 public constant CURATOR_ROLE = keccak256("CURATOR_ROLE");
    /// @notice May replace a garment's tag.
    bytes32 public constant TAGGER_ROLE = keccak256("TAGGER_ROLE");
    /// @notice May vouch for the tap of a tag that cannot sign.
    bytes32 public constant ATTESTOR_ROLE = keccak256("ATTESTOR_ROLE");
    /// @notice May stop and resume minting.
    bytes32 public constant PAUSER_ROLE = keccak256("PAUSER_ROLE");

    bytes32 private constant TRANSFER_TYPEHASH =
        keccak256("Transfer(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant HANDOVER_TYPEHASH =
        keccak256("Handover(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant TAG_PROOF_TYPEHASH =
        keccak256("TagProof(address to,uint256 tokenId,uint256 moves,uint256 deadline)");
    bytes32 private constant ATTESTATION_TYPEHASH =
        keccak256("Attestation(address to,uint256 tokenId,bytes32 tagHash,uint256 moves,uint256 deadline)");

    uint256 private constant IDS_PER_BATCH = 1_000_000;
    uint32 private constant MAX_CAP = 999_999;
    uint96 private constant MAX_ROYALTY_BPS = 1_000;
    uint256 private constant TAG_VERSION_AT = 64;

    mapping(uint256 batchId => BatchSlot slot) private _batches;
    mapping(uint256 batchId => string uri) private _uris;
    mapping(bytes32 tagHash => Tag tag) private _tags;
    string private _contractURI;

    constructor(address admin) ERC721("FLUX Garment", "FLUX") EIP712("FluxGarment", "1") {
        if (admin == address(0)) revert FluxGarmentInvalidAdmin(admin);
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IFluxGarment
    function openBatch(uint256 batchId, uint32 cap, string calldata uri) external onlyRole(CURATOR_ROLE) {
        if (batchId == 0 || batchId > type(uint32).max) revert FluxGarmentInvalidBatchId(batchId);
        if (cap == 0 || cap > MAX_CAP) revert FluxGarmentInvalidCap(cap);
        if (_batches[batchId].cap() != 0) revert FluxGarmentBatchAlreadyOpened(batchId);

        _batches[batchId] = BatchSlots.opened(cap);
        _uris[batchId] = uri;
        emit BatchOpened(batchId, cap, uri);
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
    function retag(uint256 tokenId, bytes32 newTagHash) external onlyRole(TAGGER_ROLE) {
        _requireOwned(tokenId);
        uint16 tagVersion = _bumpTagVersion(tokenId);
        Tag storage tag = _tags[newTagHash];
        _bindTag(tag, tag.binding, newTagHash, tokenId | (uint256(tagVersion) << TAG_VERSION_AT));
        emit TagReplaced(tokenId, newTagHash, tagVersion);
    }

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
        if (feeBps > MAX_ROYALTY_BPS) revert FluxGarmentRoyaltyTooHigh(feeBps);
        // Kept under the id of serial 0, which no token can have; {royaltyInfo} looks there.
        _setTokenRoyalty(batchId * IDS_PER_BATCH, receiver, feeBps);
    }

    /// @inheritdoc IFluxGarment
    function setContractURI(string calldata uri) external onlyRole(CURATOR_ROLE) {
        _contractURI = uri;
        emit ContractURIUpdated();
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
    function batchOf(uint256 batchId) external view returns (Batch memory) {
        BatchSlot batch = _requireBatch(batchId);
        return Batch(batch.cap(), batch.minted(), batch.vaulted(), _uris[batchId]);
    }

    /// @inheritdoc IFluxGarment
    function tokenOfTag(bytes32 tagHash) external view returns (uint256) {
        (uint256 tokenId, bool retired) = tagOf(tagHash);
        return retired ? 0 : tokenId;
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
    function movesOf(uint256 tokenId) external view returns (uint256) {
        return _requireSlot(tokenId).moves();
    }

    /// @inheritdoc IFluxGarment
    function movedAt(uint256 tokenId) external view returns (uint256) {
        return _requireSlot(tokenId).movedAt();
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

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc IFluxGarment
    function tagOf(bytes32 tagHash) public view returns (uint256 tokenId, bool retired) {
        uint256 binding = _tags[tagHash].binding;
        tokenId = uint64(binding);
        retired = binding >> TAG_VERSION_AT != _slotOf(tokenId).tagVersion();
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

    /// @param binding What the tag is bound to, which the caller has read.
    function _bindTag(Tag storage tag, uint256 binding, bytes32 tagHash, uint256 newBinding) private {
        if (tagHash == bytes32(0)) revert FluxGarmentZeroTagHash(uint64(newBinding));
        if (binding != 0) revert FluxGarmentTagTaken(tagHash, uint64(binding));
        tag.binding = newBinding;
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
        address owner = slot.holder();
        bytes32 digest = _moveDigest(typehash, to, tokenId, slot.moves(), deadline);
        if (!owner.isSigned(digest, ownerSignature)) revert FluxGarmentInvalidOwnerSignature(owner);
        _transfer(owner, to, tokenId);
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

    function _requireLiveTag(bytes32 tagHash, uint256 tokenId, GarmentSlot slot) private view {
        uint256 live = tokenId | (uint256(slot.tagVersion()) << TAG_VERSION_AT);
        if (_tags[tagHash].binding != live) revert FluxGarmentTagMismatch(tokenId, tagHash);
    }

    function _requireBatch(uint256 batchId) private view returns (BatchSlot batch) {
        batch = _batches[batchId];
        if (batch.cap() == 0) revert FluxGarmentBatchUnknown(batchId);
    }

    function _requireOpen(uint256 batchId) private view returns (BatchSlot batch) {
        batch = _requireBatch(batchId);
        if (batch.vaulted()) revert FluxGarmentBatchVaulted(batchId);
    }

    /// @dev Whether this is what a mint wrote: of version 0, so the id itself. (Any other is no token's id, and neither
    /// is the 0 of an unknown tag.) A mint with this very id and tag has nothing left to do.
    function _isFirstBinding(uint256 binding) private pure returns (bool) {
        return binding != 0 && binding >> TAG_VERSION_AT == 0;
    }
}
