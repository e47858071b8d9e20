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
///   CURATOR_ROLE        openBatch, openBatchWithRoyalty, lowerCap, vaultBatch, updateMetadata, setContractURI
///   TAGGER_ROLE         retag
///   ATTESTOR_ROLE       calls nothing; signs for handoverAttested
///   PAUSER_ROLE         pause, unpause
///   DEFAULT_ADMIN_ROLE  grantRole, revokeRole, setDefaultRoyalty, setBatchRoyalty, setOwner
/// Everything else is anybody's. A function that names a role also reverts with AccessControlUnauthorizedAccount.
///
/// Signatures are EIP-712, domain ("FluxGarment", "1"), one type for each signer and act, so that none can stand in for
/// another (the owner's Handover serves both handovers):
///   Transfer(address to,uint256 tokenId,uint256 moves,uint256 deadline)       owner, for {transferBySig}
///   Handover(address to,uint256 tokenId,uint256 moves,uint256 deadline)       owner, for both handovers
///   TagProof(address to,uint256 tokenId,uint256 moves,uint256 deadline)       the chip, for {handover}
///   Attestation(address to,uint256 tokenId,bytes32 tagHash,uint256 moves,uint256 deadline)
///                                                                             an attestor, for {handoverAttested}
/// `moves` is the token's own nonce: any move voids every signature made for an earlier count. One made ahead, for a
/// count to come, counts when that comes: sign for the present one. ECDSA signatures are 65 bytes with a low s; owners
/// and attestors may be ERC-1271 wallets, tags may not.
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
    /// @param cap How many garments it may ever have, and the highest serial that can still be minted (higher ones may
    /// be left from before it fell). Only falls.
    /// @param minted How many it has.
    /// @param vaulted Closed for ever.
    /// @param uri Metadata folder; a token's metadata is `<uri>/<serial>.json`.
    struct Batch {
        uint32 cap;
        uint32 minted;
        bool vaulted;
        string uri;
    }

    /// @notice A garment and its batch as they stand.
    /// @param heldSince When it last moved, or was minted, in Unix seconds.
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
    /// @param batchId The batch.
    /// @param cap How many garments it may ever have.
    /// @param uri Its metadata folder.
    event BatchOpened(uint256 indexed batchId, uint32 cap, string uri);
    /// @notice A batch became smaller.
    /// @param batchId The batch.
    /// @param cap How many garments it may have from now on.
    event BatchCapLowered(uint256 indexed batchId, uint32 cap);
    /// @notice A batch was closed for ever.
    /// @param batchId The batch.
    /// @param minted How many garments it has, and will ever have.
    event BatchVaulted(uint256 indexed batchId, uint32 minted);
    /// @notice A batch's metadata folder changed. ERC-4906's BatchMetadataUpdate follows it.
    /// @param batchId The batch.
    /// @param uri Its new metadata folder.
    event BatchMetadataUpdated(uint256 indexed batchId, string uri);
    /// @notice A garment was minted and its tag bound. ERC-721's Transfer comes before it.
    /// @param tokenId The garment.
    /// @param to Its first holder.
    /// @param tagHash Its tag.
    /// @param orderRef The order line that it was minted for; kept nowhere else on chain.
    event GarmentMinted(
        uint256 indexed tokenId,
        address indexed to,
        bytes32 indexed tagHash,
        bytes32 orderRef
    );
    /// @notice A garment got another tag; every tag hash that it had before is retired for ever.
    /// @param tokenId The garment.
    /// @param newTagHash Its tag from now on.
    /// @param tagVersion How often its tag has been replaced.
    event TagReplaced(uint256 indexed tokenId, bytes32 indexed newTagHash, uint32 tagVersion);
    /// @notice A garment moved with proof that the thing itself changed hands. ERC-721's Transfer comes before it.
    /// @param tokenId The garment.
    /// @param from Who handed it over.
    /// @param to Who has it now.
    /// @param tagHash The tag that was tapped.
    /// @param proof Whether the tag signed, or an attestor for it.
    event HandedOver(
        uint256 indexed tokenId,
        address indexed from,
        address indexed to,
        bytes32 tagHash,
        ProofKind proof
    );

    /// @notice Another account speaks for the collection on marketplaces. ERC-173's event, which they watch.
    /// @param previousOwner Who did before; the zero address at first.
    /// @param newOwner Who does from now on.
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);

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
    /// @notice The garment's tag was replaced 65,535 times, as often as can be counted: it keeps its last one.
    error FluxGarmentTagVersionsSpent(uint256 tokenId);
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
    /// @dev Reverts: FluxGarmentInvalidBatchId, FluxGarmentInvalidCap, FluxGarmentBatchAlreadyOpened.
    /// @param batchId 1…4,294,967,295, so every token id is also an exact JavaScript number.
    /// @param cap 1…999,999.
    /// @param uri Metadata folder without a slash at its end, such as `ipfs://<cid>`. May be empty until it exists.
    function openBatch(uint256 batchId, uint32 cap, string calldata uri) external;

    /// @notice Opens a batch as {openBatch} does, with royalties (ERC-2981) of its own. CURATOR_ROLE.
    /// @dev The curator says once what a batch that nobody holds yet will pay; what is held changes by
    /// {setBatchRoyalty} alone.
    /// Reverts: as {openBatch}, and FluxGarmentRoyaltyTooHigh, ERC2981InvalidTokenRoyaltyReceiver.
    /// @param batchId As in {openBatch}.
    /// @param cap As in {openBatch}.
    /// @param uri As in {openBatch}.
    /// @param receiver As in {setBatchRoyalty}.
    /// @param feeBps As in {setBatchRoyalty}.
    function openBatchWithRoyalty(
        uint256 batchId,
        uint32 cap,
        string calldata uri,
        address receiver,
        uint96 feeBps
    ) external;

    /// @notice Makes a batch smaller, never below what was minted. CURATOR_ROLE.
    /// @dev Reverts: FluxGarmentBatchUnknown, FluxGarmentBatchVaulted, FluxGarmentInvalidCap, FluxGarmentCapNotLower,
    /// FluxGarmentCapBelowMinted.
    /// @param batchId An open batch.
    /// @param cap Below its present cap and at least what was minted. Serials above it are refused from now on.
    function lowerCap(uint256 batchId, uint32 cap) external;

    /// @notice Closes a batch for ever: nothing is minted into it any more, and its cap stays. CURATOR_ROLE.
    /// @dev Reverts: FluxGarmentBatchUnknown, FluxGarmentBatchVaulted.
    /// @param batchId An open batch.
    function vaultBatch(uint256 batchId) external;

    /// @notice Points a batch to another metadata folder. CURATOR_ROLE.
    /// @dev Of a vaulted batch too: a folder on IPFS may have to be pinned anew or its pictures mended, and nothing
    /// that makes a garment rare is in it. Cap, count, serial and tag are in the chain's own state.
    /// Reverts: FluxGarmentBatchUnknown.
    /// @param batchId Any batch that was opened.
    /// @param uri As in {openBatch}; empty makes {tokenURI} empty.
    function updateMetadata(uint256 batchId, string calldata uri) external;

    /// @notice Mints one garment and binds its tag. MINTER_ROLE, not while paused.
    /// @dev Idempotent: the (tokenId, tagHash) of an earlier mint is a silent no-op, whatever the rest says and
    /// wherever the token went since. Anything else about a taken id or tag reverts. No receiver is asked (`_mint`,
    /// not `_safeMint`): a buyer's wallet contract that refuses or re-enters must not hold up a paid order, or the
    /// forty-nine others of the same call.
    /// Reverts: FluxGarmentBatchUnknown, FluxGarmentBatchVaulted, ERC721InvalidReceiver, FluxGarmentTokenTaken,
    /// FluxGarmentInvalidSerial, FluxGarmentBatchFull, FluxGarmentZeroTagHash, FluxGarmentTagTaken, EnforcedPause.
    /// @param mint The garment, its buyer, its tag and its order line.
    function mintProduct(Mint calldata mint) external;

    /// @notice Mints garments of any batches, to any holders, in one call. MINTER_ROLE, not while paused.
    /// @dev Those minted before are skipped as in {mintProduct}; any other fault reverts all, with that function's
    /// errors or FluxGarmentNothingToMint, FluxGarmentIdsNotAscending.
    /// @param mints At least one; ids rise strictly. A hundred fit into a transaction (EIP-7825: 16.7 million gas).
    function mintProducts(Mint[] calldata mints) external;

    /// @notice Binds another tag to a garment and retires the one it had. TAGGER_ROLE, not while paused.
    /// @dev Reverts: ERC721NonexistentToken, FluxGarmentTagVersionsSpent, FluxGarmentZeroTagHash, FluxGarmentTagTaken,
    /// EnforcedPause.
    /// @param tokenId A garment that was minted.
    /// @param newTagHash As in {Mint}; of a tag that never was any garment's.
    function retag(uint256 tokenId, bytes32 newTagHash) external;

    /// @notice Moves a garment by its owner's signature; anyone may submit it.
    /// @dev The receiver is not asked (as with ERC-721's transferFrom): the owner signed for exactly this one.
    /// Reverts: FluxGarmentSignatureExpired, ERC721NonexistentToken, FluxGarmentInvalidOwnerSignature,
    /// ERC721InvalidReceiver.
    /// @param to Who gets it.
    /// @param tokenId The garment.
    /// @param deadline The last second, in Unix time, at which the signature counts.
    /// @param ownerSignature The holder's over `Transfer`.
    function transferBySig(address to, uint256 tokenId, uint256 deadline, bytes calldata ownerSignature) external;

    /// @notice Moves a garment by its owner's signature and its chip's; anyone may submit them.
    /// @dev Reverts: ERC721NonexistentToken, FluxGarmentInvalidTagSignature, FluxGarmentTagMismatch (a wrong proof
    /// recovers to some other chip, whose tag hash is named), then as {transferBySig}.
    /// @param to Who gets it.
    /// @param tokenId The garment.
    /// @param deadline The last second, in Unix time, at which both signatures count.
    /// @param ownerSignature The holder's over `Handover`.
    /// @param tagSignature The garment's own chip's over `TagProof`: r, s, v of 27 or 28.
    function handover(
        address to,
        uint256 tokenId,
        uint256 deadline,
        bytes calldata ownerSignature,
        bytes calldata tagSignature
    ) external;

    /// @notice Moves a garment by its owner's signature and an attestor's, who saw the tap of a tag that cannot sign.
    /// @dev Reverts: ERC721NonexistentToken, AccessControlUnauthorizedAccount, FluxGarmentTagMismatch,
    /// FluxGarmentInvalidAttestation, then as {transferBySig}.
    /// @param to Who gets it.
    /// @param tokenId The garment.
    /// @param deadline The last second, in Unix time, at which both signatures count.
    /// @param ownerSignature The holder's over `Handover`.
    /// @param tagHash The tag that was tapped; must be the garment's.
    /// @param attestor Holds ATTESTOR_ROLE.
    /// @param attestation The attestor's over `Attestation`.
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
    /// @dev Reverts: FluxGarmentRoyaltyTooHigh, ERC2981InvalidDefaultRoyaltyReceiver.
    /// @param receiver Who gets them; not the zero address.
    /// @param feeBps Basis points of the sale price, at most 1,000 (10 %).
    function setDefaultRoyalty(address receiver, uint96 feeBps) external;

    /// @notice Royalties (ERC-2981) of one batch. DEFAULT_ADMIN_ROLE.
    /// @dev Reverts: FluxGarmentBatchUnknown, FluxGarmentRoyaltyTooHigh, ERC2981InvalidTokenRoyaltyReceiver (it names
    /// `batchId * 1_000_000`, where a batch's royalty is kept).
    /// @param batchId Any batch that was opened.
    /// @param receiver Who gets them; not the zero address.
    /// @param feeBps Basis points of the sale price, at most 1,000 (10 %).
    function setBatchRoyalty(uint256 batchId, address receiver, uint96 feeBps) external;

    /// @notice Where the contract's own metadata lies (ERC-7572). CURATOR_ROLE.
    /// @param uri Such as `ipfs://<cid>`.
    function setContractURI(string calldata uri) external;

    /// @notice Names the account that {owner} answers. DEFAULT_ADMIN_ROLE.
    /// @param account Anybody: it may do nothing here by it. The zero address for nobody.
    function setOwner(address account) external;

    /// @notice Stops minting and retagging, which cannot be undone. Transfers, handovers and votes go on. PAUSER_ROLE.
    /// @dev Reverts: EnforcedPause if it is stopped.
    function pause() external;

    /// @notice Lets minting and retagging go on. PAUSER_ROLE.
    /// @dev Reverts: ExpectedPause if it is not stopped.
    function unpause() external;

    /// @notice Who speaks for the collection on marketplaces: they let this account claim and edit its page.
    /// @dev A name and no power: no function asks for it, and the admin is a timelock, which signs nothing. Not all of
    /// ERC-173, for there is no transferOwnership, so that interface is not claimed.
    /// @return account The zero address as long as nobody was named.
    function owner() external view returns (address account);

    /// @notice A batch as it stands.
    /// @dev Reverts: FluxGarmentBatchUnknown.
    /// @param batchId Any batch that was opened.
    /// @return batch Its cap, how many were minted, whether it is vaulted, and its metadata folder.
    function batchOf(uint256 batchId) external view returns (Batch memory batch);

    /// @notice The garment whose present tag this is.
    /// @param tagHash As in {Mint}.
    /// @return tokenId The garment; 0 for an unknown or retired tag hash.
    function tokenOfTag(bytes32 tagHash) external view returns (uint256 tokenId);

    /// @notice The garment that has or once had this tag, and whether the tag is retired.
    /// @param tagHash As in {Mint}.
    /// @return tokenId The garment; 0 for an unknown tag hash.
    /// @return retired Whether the garment has another tag by now; false for an unknown tag hash.
    function tagOf(bytes32 tagHash) external view returns (uint256 tokenId, bool retired);

    /// @notice Whether the account holds the garment.
    /// @param account Anybody; the zero address holds nothing.
    /// @param tokenId Anything: false, not an error, for a token that does not exist.
    /// @return holds Whether it does.
    function verifyOwnership(address account, uint256 tokenId) external view returns (bool holds);

    /// @notice A garment and its batch as they stand.
    /// @dev Reverts: ERC721NonexistentToken.
    /// @param tokenId A garment that was minted.
    /// @return metadata Itself and its batch.
    function getProductMetadata(uint256 tokenId) external view returns (ProductMetadata memory metadata);

    /// @notice The nonce of signatures about the garment.
    /// @dev Reverts: ERC721NonexistentToken.
    /// @param tokenId A garment that was minted.
    /// @return moves How often it has moved since its mint; never falls.
    function movesOf(uint256 tokenId) external view returns (uint256 moves);

    /// @notice When the garment last moved.
    /// @dev Reverts: ERC721NonexistentToken.
    /// @param tokenId A garment that was minted.
    /// @return timestamp Unix seconds; 0 if it never moved. A transfer to the holder himself is a move.
    function movedAt(uint256 tokenId) external view returns (uint256 timestamp);

    /// @notice {ownerOf} and {movedAt} in one read, for gates.
    /// @param tokenId Anything.
    /// @return holder Who holds it; the zero address for a token that does not exist.
    /// @return lastMovedAt As {movedAt}; 0 for a token that does not exist.
    function holdingOf(uint256 tokenId) external view returns (address holder, uint256 lastMovedAt);

    /// @notice The garment's storage word, for contracts that read it often.
    /// @param tokenId Anything.
    /// @return slot From the lowest bit: holder 160, heldSince 40, moves 40, tagVersion 16; 0 for a token that does not
    /// exist.
    function slotOf(uint256 tokenId) external view returns (GarmentSlot slot);
}
