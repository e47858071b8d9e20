// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {GarmentSlot} from "../GarmentSlot.sol";

/// @title FLUX garments: one ERC-721 token for each physical piece
/// @notice A token id is readable: `batchId * 1_000_000 + serial`, serials from 1. Nobody can raise a cap, open a batch
/// again, mint into a vaulted one, or give a bound tag to a second garment. There is no proxy, no burn and no way to
/// move a token without its owner's consent.
/// @dev The brief's five names and what answers them: mintProduct → {mintProduct}; verifyOwnership → {verifyOwnership};
/// transferOwnership → ERC-721's own transfers, {transferBySig} and {handover}; getProductMetadata →
/// {getProductMetadata}; updateMetadata → {updateMetadata}.
///
/// Not ERC-5791 (PBT): that standard moves a token on the chip's signature alone, so whoever stands near a garment can
/// take it. Here a tag only ever adds proof to the owner's consent.
///
/// Roles (OpenZeppelin AccessControl; the admin is a timelock that only a multisig uses):
///   MINTER_ROLE         mintProduct, mintProducts
///   CURATOR_ROLE        openBatch, lowerCap, vaultBatch, updateMetadata, setContractURI
///   TAGGER_ROLE         retag
///   ATTESTOR_ROLE       calls nothing; signs for handoverAttested
///   PAUSER_ROLE         pause, unpause
///   DEFAULT_ADMIN_ROLE  grantRole, revokeRole, setDefaultRoyalty, setBatchRoyalty
/// Everything else is anybody's.
///
/// Signatures are EIP-712, domain ("FluxGarment", "1"), one type for each act, so that none can stand in for another:
///   Transfer(address to,uint256 tokenId,uint256 moves,uint256 deadline)       owner, for {transferBySig}
///   Handover(address to,uint256 tokenId,uint256 moves,uint256 deadline)       owner, for both handovers
///   TagProof(address to,uint256 tokenId,uint256 moves,uint256 deadline)       the chip, for {handover}
///   Attestation(address to,uint256 tokenId,bytes32 tagHash,uint256 moves,uint256 deadline)
///                                                                             an attestor, for {handoverAttested}
/// `moves` is the token's own nonce: any move voids every older signature about it. ECDSA signatures are 65 bytes with
/// a low s; owners and attestors may be ERC-1271 wallets, tags may not.
interface IFluxGarment {
    /// @notice What proved that the garment itself changed hands.
    enum ProofKind {
        TagSignature,
        Attestation
    }

    /// @notice One garment to mint.
    /// @param to The first holder.
    /// @param tokenId `batchId * 1_000_000 + serial`.
    /// @param tagHash `keccak256(abi.encode(chipAddress))` of a signing chip, a keyed hash of any other's UID.
    /// @param orderRef Names the order line outside the chain; only kept in the event.
    struct Mint {
        address to;
        uint256 tokenId;
        bytes32 tagHash;
        bytes32 orderRef;
    }

    /// @notice A batch as it stands.
    /// @param cap How many garments it may ever have, and the highest serial. Only falls.
    /// @param minted How many it has.
    /// @param vaulted Closed for ever.
    /// @param uri Metadata folder; a token's metadata is `<uri>/<serial>.json`.
    struct Batch {
        uint32 cap;
        uint32 minted;
        bool vaulted;
        string uri;
    }

    /// @notice All the chain knows of one garment.
    /// @param heldSince When the present holder got it, in Unix seconds.
    /// @param moves How often it has moved since its mint; the nonce of signatures about it.
    /// @param tagVersion How often its tag was replaced.
    struct ProductMetadata {
        uint256 batchId;
        uint256 serial;
        address holder;
        uint64 heldSince;
        uint64 moves;
        uint32 tagVersion;
        uint32 batchCap;
        uint32 batchMinted;
        bool batchVaulted;
        string uri;
    }

    /// @notice A batch was opened.
    event BatchOpened(uint256 indexed batchId, uint32 cap, string uri);
    /// @notice A batch became smaller.
    event BatchCapLowered(uint256 indexed batchId, uint32 cap);
    /// @notice A batch was closed for ever with `minted` garments.
    event BatchVaulted(uint256 indexed batchId, uint32 minted);
    /// @notice A batch's metadata folder changed. ERC-4906's event follows it.
    event BatchMetadataUpdated(uint256 indexed batchId, string uri);
    /// @notice A garment was minted and its tag bound.
    event GarmentMinted(
        uint256 indexed tokenId,
        address indexed to,
        bytes32 indexed tagHash,
        bytes32 orderRef
    );
    /// @notice A garment got another tag; every tag hash that it had before is retired for ever.
    event TagReplaced(uint256 indexed tokenId, bytes32 indexed newTagHash, uint32 tagVersion);
    /// @notice A garment moved with proof that the thing itself changed hands. ERC-721's Transfer comes before it.
    event HandedOver(
        uint256 indexed tokenId,
        address indexed from,
        address indexed to,
        bytes32 tagHash,
        ProofKind proof
    );
    /// @notice The contract's own metadata changed (ERC-7572).
    event ContractURIUpdated();

    /// @notice Nobody could ever grant a role.
    error FluxGarmentInvalidAdmin(address admin);
    /// @notice Batch ids run from 1 to 4,294,967,295.
    error FluxGarmentInvalidBatchId(uint256 batchId);
    /// @notice This id was opened before.
    error FluxGarmentBatchAlreadyOpened(uint256 batchId);
    /// @notice No such batch.
    error FluxGarmentBatchUnknown(uint256 batchId);
    /// @notice The batch is closed for ever.
    error FluxGarmentBatchVaulted(uint256 batchId);
    /// @notice As many garments as the cap allows have been minted.
    error FluxGarmentBatchFull(uint256 batchId, uint32 cap);
    /// @notice A cap is from 1 to 999,999.
    error FluxGarmentInvalidCap(uint32 cap);
    /// @notice A cap only falls.
    error FluxGarmentCapNotLower(uint256 batchId, uint32 cap, uint32 requested);
    /// @notice A cap cannot go below what exists.
    error FluxGarmentCapBelowMinted(uint256 batchId, uint32 minted, uint32 requested);
    /// @notice A serial is from 1 to the batch's cap.
    error FluxGarmentInvalidSerial(uint256 tokenId, uint32 cap);
    /// @notice An empty list.
    error FluxGarmentNothingToMint();
    /// @notice Ids of one call rise strictly, so a list cannot name one twice.
    error FluxGarmentIdsNotAscending(uint256 previousTokenId, uint256 tokenId);
    /// @notice A garment needs a tag.
    error FluxGarmentZeroTagHash(uint256 tokenId);
    /// @notice The tag hash is, or once was, this garment's.
    error FluxGarmentTagTaken(bytes32 tagHash, uint256 tokenId);
    /// @notice The id was minted with another tag.
    error FluxGarmentTokenTaken(uint256 tokenId);
    /// @notice The signature's time is over.
    error FluxGarmentSignatureExpired(uint256 deadline);
    /// @notice Not this owner's signature for this act, token, receiver, move count, deadline, contract and chain.
    error FluxGarmentInvalidOwnerSignature(address owner);
    /// @notice No signature of any chip: malformed, or with a high s.
    error FluxGarmentInvalidTagSignature(uint256 tokenId);
    /// @notice Not an attestation by this account for these values.
    error FluxGarmentInvalidAttestation(address attestor);
    /// @notice The tag is unknown, retired, or another garment's.
    error FluxGarmentTagMismatch(uint256 tokenId, bytes32 tagHash);
    /// @notice Royalties are at most 1,000 basis points.
    error FluxGarmentRoyaltyTooHigh(uint96 feeBps);

    /// @notice Opens a batch. Each id once. CURATOR_ROLE.
    /// @param batchId 1…4,294,967,295, so every token id is also an exact JavaScript number.
    /// @param cap 1…999,999.
    /// @param uri Metadata folder without a slash at its end, such as `ipfs://<cid>`. May be empty until it exists.
    function openBatch(uint256 batchId, uint32 cap, string calldata uri) external;

    /// @notice Makes a batch smaller, never below what was minted. CURATOR_ROLE.
    function lowerCap(uint256 batchId, uint32 cap) external;

    /// @notice Closes a batch for ever. CURATOR_ROLE.
    function vaultBatch(uint256 batchId) external;

    /// @notice Points a batch to another metadata folder. CURATOR_ROLE.
    /// @dev Of a vaulted batch too: a folder on IPFS may have to be pinned anew or its pictures mended, and nothing
    /// that makes a garment rare is in it. Cap, count, serial and tag are in the chain's own state.
    function updateMetadata(uint256 batchId, string calldata uri) external;

    /// @notice Mints one garment and binds its tag. MINTER_ROLE, not while paused.
    /// @dev Idempotent: the (tokenId, tagHash) of an earlier mint is a silent no-op, wherever the token went since.
    /// Anything else about a taken id or tag reverts. Uses `_mint`, not `_safeMint`: a buyer's wallet contract that
    /// refuses or re-enters must not hold up a paid order, or the forty-nine others of the same call.
    function mintProduct(Mint calldata mint) external;

    /// @notice Mints garments of any batches, to any holders, in one call. MINTER_ROLE, not while paused.
    /// @dev Ids rise strictly. Those minted before are skipped as in {mintProduct}; any other fault reverts all.
    function mintProducts(Mint[] calldata mints) external;

    /// @notice Binds another tag to a garment and retires the one it had. TAGGER_ROLE.
    function retag(uint256 tokenId, bytes32 newTagHash) external;

    /// @notice Moves a garment by its owner's signature; anyone may submit it.
    /// @dev The receiver is not asked (as with ERC-721's transferFrom): the owner signed for exactly this one.
    function transferBySig(address to, uint256 tokenId, uint256 deadline, bytes calldata ownerSignature) external;

    /// @notice Moves a garment by its owner's signature and its chip's.
    function handover(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature,
        bytes calldata tagSignature
    ) external;

    /// @notice Moves a garment by its owner's signature and an attestor's, who saw the tap of a tag that cannot sign.
    /// @param tagHash The tag that was tapped; must be the garment's.
    /// @param attestor Holds ATTESTOR_ROLE.
    function handoverAttested(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature,
        bytes32 tagHash,
        address attestor,
        bytes calldata attestation
    ) external;

    /// @notice Royalties (ERC-2981) of batches without their own. DEFAULT_ADMIN_ROLE.
    /// @param feeBps At most 1,000 (10 %).
    function setDefaultRoyalty(address receiver, uint96 feeBps) external;

    /// @notice Royalties (ERC-2981) of one batch. DEFAULT_ADMIN_ROLE.
    /// @param feeBps At most 1,000 (10 %).
    function setBatchRoyalty(uint256 batchId, address receiver, uint96 feeBps) external;

    /// @notice Where the contract's own metadata lies (ERC-7572). CURATOR_ROLE.
    function setContractURI(string calldata uri) external;

    /// @notice Stops minting. Transfers, handovers and votes go on. PAUSER_ROLE.
    function pause() external;

    /// @notice Lets minting go on. PAUSER_ROLE.
    function unpause() external;

    /// @notice A batch as it stands; reverts for an unknown one.
    function batchOf(uint256 batchId) external view returns (Batch memory);

    /// @notice The garment whose present tag this is; 0 for an unknown or retired tag hash.
    function tokenOfTag(bytes32 tagHash) external view returns (uint256 tokenId);

    /// @notice The garment that has or once had this tag, and whether the tag is retired; (0, false) if unknown.
    function tagOf(bytes32 tagHash) external view returns (uint256 tokenId, bool retired);

    /// @notice Whether the account holds the garment. False, not an error, for a token that does not exist.
    function verifyOwnership(address account, uint256 tokenId) external view returns (bool);

    /// @notice All the chain knows of one garment; reverts for one that does not exist.
    function getProductMetadata(uint256 tokenId) external view returns (ProductMetadata memory);

    /// @notice The nonce of signatures about the garment: how often it has moved since its mint.
    function movesOf(uint256 tokenId) external view returns (uint256);

    /// @notice When the garment last moved, in Unix seconds; 0 if it never left its first holder.
    function movedAt(uint256 tokenId) external view returns (uint256);

    /// @notice {ownerOf} and {movedAt} in one read, for votes and gates; (0, 0) for a token that does not exist.
    function holdingOf(uint256 tokenId) external view returns (address holder, uint256 lastMovedAt);

    /// @notice The garment's storage word, for contracts that read it often; 0 for a token that does not exist. Bits
    /// from the lowest: holder 160, heldSince 40, moves 40, tagVersion 16.
    function slotOf(uint256 tokenId) external view returns (GarmentSlot);

    /// @notice The contract's own metadata (ERC-7572).
    function contractURI() external view returns (string memory);
}
