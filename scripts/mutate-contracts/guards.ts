import type { Mutation } from "../mutants/outcome.ts";

export type Guard = Mutation;

const of =
  (file: string) =>
  (guard: string, from: string, to: string): Guard => ({ guard, file, from, to });
const minting = of("FluxGarment.sol");
const batches = of("GarmentBatches.sol");
const tags = of("GarmentTags.sol");
const moves = of("GarmentMoves.sol");
const voting = of("FluxVoting.sol");
const token = of("GarmentERC721.sol");
const garmentSlot = of("GarmentSlot.sol");
const signatures = of("Signatures.sol");
const voteWord = of("VoteWord.sol");

/** A function that only this role may call, its head up to the modifier. */
const role = (file: string, holder: string, head: string): Guard => {
  const name = /function (\w+)/.exec(head)?.[1];
  return { guard: `only a ${holder} may ${name}`, file, from: `${head} onlyRole(${holder}_ROLE)`, to: head };
};

/** Each guard of the contracts, and the same line without it. */
export const guards: Guard[] = [
  minting("an admin is somebody", "if (admin == address(0)) revert", "if (false) revert"),
  batches("a batch id is not 0", "batchId == 0 || batchId > type(uint32).max", "batchId > type(uint32).max"),
  batches("a batch id fits 32 bits", "batchId == 0 || batchId > type(uint32).max", "batchId == 0"),
  batches("a batch opens once", "_batches[batchId].cap() != 0", "false"),
  batches("a cap is not 0 at the opening", "cap == 0 || cap > MAX_CAP", "cap > MAX_CAP"),
  batches("a cap is below a million", "cap == 0 || cap > MAX_CAP", "cap == 0"),
  batches("a cap is not lowered to 0", "        if (cap == 0) revert", "        if (false) revert"),
  batches("a cap only falls", "cap >= batch.cap()", "cap > batch.cap()"),
  batches("a cap covers what was minted", "cap < batch.minted()", "false"),
  batches("a vaulted batch is closed", "if (batch.vaulted())", "if (false)"),
  batches(
    "metadata is of an opened batch",
    "        _requireBatch(batchId);\n\n        _uris",
    "        _uris",
  ),
  minting("a list is not empty", "mints.length == 0", "false"),
  minting("ids rise", "tokenId <= previousTokenId", "tokenId < previousTokenId"),
  minting("a repeat is a no-op", "binding == tokenId && _isFirstBinding(binding)) return", "false) return"),
  minting(
    "a repeat among many is a no-op",
    "binding == tokenId && _isFirstBinding(binding)) continue",
    "false) continue",
  ),
  tags(
    "token 0 is no repeat",
    "binding != 0 && binding >> TAG_VERSION_AT == 0",
    "binding >> TAG_VERSION_AT == 0",
  ),
  tags(
    "a replaced tag's binding is no token",
    "binding != 0 && binding >> TAG_VERSION_AT == 0",
    "binding != 0",
  ),
  minting("a buyer is somebody", "if (to == address(0)) revert", "if (false) revert"),
  minting(
    "an id is minted once",
    "_update(to, tokenId, address(0)) != address(0)",
    "_update(to, tokenId, address(0)) == to",
  ),
  minting("a serial is not 0", "serial == 0 || serial > cap", "serial > cap"),
  minting("a serial is within the cap", "serial == 0 || serial > cap", "serial == 0"),
  minting("the count is within the cap", "batch.minted() >= cap", "false"),
  tags("a tag hash is not 0", "tagHash == bytes32(0)", "false"),
  tags("a tag binds once", "if (binding != 0)", "if (false)"),
  tags("only what exists is tagged", "_requireSlot(tokenId).tagVersion()", "_slotOf(tokenId).tagVersion()"),
  tags(
    "the last tag version is named",
    "tagVersion() == type(uint16).max) revert",
    "tagVersion() > type(uint16).max) revert",
  ),
  tags("a pause stops retagging", "onlyRole(TAGGER_ROLE) whenNotPaused", "onlyRole(TAGGER_ROLE)"),
  tags("a retag retires the old tag", "binding >> TAG_VERSION_AT != _slotOf(tokenId).tagVersion()", "false"),
  moves("a tag signature is one", "fault != ECDSA.RecoverError.NoError", "false"),
  moves(
    "a handover is of this tag",
    "        bytes32 tagHash = keccak256(abi.encode(chip));\n        _requireLiveTag(tagHash, tokenId, slot);",
    "        bytes32 tagHash = keccak256(abi.encode(chip));",
  ),
  moves(
    "an attested handover is of this tag",
    "        _checkRole(ATTESTOR_ROLE, attestor);\n        _requireLiveTag(tagHash, tokenId, slot);",
    "        _checkRole(ATTESTOR_ROLE, attestor);",
  ),
  tags(
    "a retired tag proves nothing",
    "tokenId | (uint256(slot.tagVersion()) << TAG_VERSION_AT);\n        if",
    "tokenId;\n        if",
  ),
  moves("an attestor is one", "        _checkRole(ATTESTOR_ROLE, attestor);\n", ""),
  moves("an attestation is signed", "!attestor.isSigned(digest, attestation)", "false"),
  moves("an owner's signature ends", "block.timestamp > deadline", "false"),
  moves(
    "an owner's signature counts in its last second",
    "block.timestamp > deadline",
    "block.timestamp >= deadline",
  ),
  moves("an owner signs", "!holder.isSigned(digest, ownerSignature)", "false"),
  moves(
    "signatures name the moves",
    "_moveDigest(typehash, to, tokenId, slot.moves(), deadline)",
    "_moveDigest(typehash, to, tokenId, 0, deadline)",
  ),
  moves(
    "tag proofs name the moves",
    "_moveDigest(TAG_PROOF_TYPEHASH, to, tokenId, slot.moves(), deadline)",
    "_moveDigest(TAG_PROOF_TYPEHASH, to, tokenId, 0, deadline)",
  ),
  batches(
    "a default royalty is bounded",
    "        if (feeBps > MAX_ROYALTY_BPS) revert FluxGarmentRoyaltyTooHigh(feeBps);\n        _setDefault",
    "        _setDefault",
  ),
  batches(
    "a batch royalty is bounded",
    "        if (feeBps > MAX_ROYALTY_BPS) revert FluxGarmentRoyaltyTooHigh(feeBps);\n        //",
    "        //",
  ),
  minting("nobody owns nothing", "account != address(0) && _ownerOf", "_ownerOf"),
  role(
    "GarmentBatches.sol",
    "CURATOR",
    "function openBatch(uint256 batchId, uint32 cap, string calldata uri) external",
  ),
  role(
    "GarmentBatches.sol",
    "CURATOR",
    "function openBatchWithRoyalty(\n        uint256 batchId,\n        uint32 cap,\n        string calldata uri,\n        address receiver,\n        uint96 feeBps\n    ) external",
  ),
  batches(
    "a batch opens with its royalty",
    "        _openBatch(batchId, cap, uri);\n        _setBatchRoyalty(batchId, receiver, feeBps);",
    "        _openBatch(batchId, cap, uri);",
  ),
  role("GarmentBatches.sol", "CURATOR", "function lowerCap(uint256 batchId, uint32 cap) external"),
  role("GarmentBatches.sol", "CURATOR", "function vaultBatch(uint256 batchId) external"),
  role(
    "GarmentBatches.sol",
    "CURATOR",
    "function updateMetadata(uint256 batchId, string calldata uri) external",
  ),
  role("GarmentBatches.sol", "CURATOR", "function setContractURI(string calldata uri) external"),
  role("FluxGarment.sol", "MINTER", "function mintProduct(Mint calldata mint) external"),
  role("FluxGarment.sol", "MINTER", "function mintProducts(Mint[] calldata mints) external"),
  role("GarmentTags.sol", "TAGGER", "function retag(uint256 tokenId, bytes32 newTagHash) external"),
  role("FluxGarment.sol", "PAUSER", "function pause() external"),
  role("FluxGarment.sol", "PAUSER", "function unpause() external"),
  role(
    "GarmentBatches.sol",
    "DEFAULT_ADMIN",
    "function setDefaultRoyalty(address receiver, uint96 feeBps) external",
  ),
  role(
    "GarmentBatches.sol",
    "DEFAULT_ADMIN",
    "function setBatchRoyalty(\n        uint256 batchId,\n        address receiver,\n        uint96 feeBps\n    ) external",
  ),
  role("GarmentBatches.sol", "DEFAULT_ADMIN", "function setOwner(address account) external"),
  minting(
    "a pause stops one mint",
    "mint) external onlyRole(MINTER_ROLE) whenNotPaused",
    "mint) external onlyRole(MINTER_ROLE)",
  ),
  minting(
    "a pause stops many mints",
    "mints) external onlyRole(MINTER_ROLE) whenNotPaused",
    "mints) external onlyRole(MINTER_ROLE)",
  ),
  batches("a batch must be opened", "if (batch.cap() == 0) revert", "if (false) revert"),
  batches(
    "a royalty is of an opened batch",
    "        _requireBatch(batchId);\n        _setBatchRoyalty",
    "        _setBatchRoyalty",
  ),
  batches(
    "only what exists has a page",
    "        _requireOwned(tokenId);\n        string memory",
    "        string memory",
  ),
  minting(
    "a batch is written before the next",
    "                if (batchId != 0) _batches[batchId] = batch;\n",
    "",
  ),
  minting(
    "the last batch is written",
    "        if (batchId != 0) _batches[batchId] = batch;\n    }",
    "    }",
  ),
  minting("a mint counts in its batch", "return batch.plusOne();", "return batch;"),
  minting("each batch is read", "tokenId >= firstIdOfNextBatch", "batchId == 0"),
  minting(
    "a batch ends with its last id",
    "(batchId + 1) * IDS_PER_BATCH",
    "(batchId + 1) * IDS_PER_BATCH + 1",
  ),
  moves(
    "a handover is no transfer",
    "_moveBySig(HANDOVER_TYPEHASH, to, tokenId, deadline, ownerSignature);\n        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.TagSignature);",
    "_moveBySig(TRANSFER_TYPEHASH, to, tokenId, deadline, ownerSignature);\n        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.TagSignature);",
  ),
  moves(
    "an attested handover is no transfer",
    "_moveBySig(HANDOVER_TYPEHASH, to, tokenId, deadline, ownerSignature);\n        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.Attestation);",
    "_moveBySig(TRANSFER_TYPEHASH, to, tokenId, deadline, ownerSignature);\n        emit HandedOver(tokenId, slot.holder(), to, tagHash, ProofKind.Attestation);",
  ),
  moves("signatures name the act", "abi.encode(typehash, to,", "abi.encode(TRANSFER_TYPEHASH, to,"),
  moves("signatures name the receiver", "abi.encode(typehash, to,", "abi.encode(typehash, address(0),"),
  moves(
    "signatures name the garment",
    "typehash, to, tokenId, moves, deadline)))",
    "typehash, to, uint256(0), moves, deadline)))",
  ),
  moves("signatures name the deadline", "tokenId, moves, deadline)))", "tokenId, moves, uint256(0))))"),
  moves("attestations name the receiver", "ATTESTATION_TYPEHASH, to,", "ATTESTATION_TYPEHASH, address(0),"),
  moves("attestations name the garment", "to, tokenId, tagHash, slot", "to, uint256(0), tagHash, slot"),
  moves("attestations name the tag", "tokenId, tagHash, slot.moves()", "tokenId, bytes32(0), slot.moves()"),
  moves("attestations name the moves", "tagHash, slot.moves(), deadline", "tagHash, uint256(0), deadline"),
  moves(
    "attestations name the deadline",
    "tagHash, slot.moves(), deadline",
    "tagHash, slot.moves(), uint256(0)",
  ),
  garmentSlot("moves stop before they run over", "moves(slot) + 1", "uint40(uint256(moves(slot)) + 1)"),
  garmentSlot(
    "tag versions stop before they run over",
    "tagVersion(slot) + 1",
    "uint16(uint256(tagVersion(slot)) + 1)",
  ),
  garmentSlot("a move has a date", "_pack(to, uint40(block.timestamp),", "_pack(to, heldSince(slot),"),
  garmentSlot("a mint is no move", "moves(slot) == 0 ? 0 : heldSince(slot)", "heldSince(slot)"),
  token(
    "what is read by slot exists",
    "if (slot.holder() == address(0)) revert ERC721NonexistentToken(tokenId);",
    "",
  ),
  garmentSlot("a move counts", "moves(slot) + 1", "moves(slot)"),
  token("a move clears approvals", "            _approve(address(0), tokenId, address(0), false);\n", ""),
  token("a move needs consent", "if (auth != address(0)) _checkAuthorized(from, auth, tokenId);", ""),
  token("a balance is somebody's", "if (owner == address(0)) revert ERC721InvalidOwner(address(0));", ""),
  signatures(
    "a recovered address is the signer",
    "fault == ECDSA.RecoverError.NoError && recovered == signer",
    "fault == ECDSA.RecoverError.NoError",
  ),
  signatures(
    "an error recovers nobody",
    "fault == ECDSA.RecoverError.NoError && recovered == signer",
    "recovered == signer",
  ),
  signatures(
    "a wallet speaks for itself",
    "isSignedByKey(signer, digest, signature) || isSignedByWallet(signer, digest, signature)",
    "isSignedByKey(signer, digest, signature)",
  ),
  voting(
    "a wallet speaks for itself among many",
    "returns (bool signed) {",
    "returns (bool) {\n            bool signed;",
  ),
  voting("a wallet's gas is bounded", "{gas: WALLET_GAS}", ""),
  voting(
    "a wallet that fails is no voter",
    "catch {\n            return false;",
    "catch {\n            return true;",
  ),
  voting("an admin of votes is somebody", "if (admin == address(0)) revert", "if (false) revert"),
  voting(
    "votes are over garments",
    "if (!ERC165Checker.supportsInterface(address(garment_), type(IERC721).interfaceId)) {",
    "if (false) {",
  ),
  voting("a skipped ballot's place is told", "ballot.voter, i, refusal", "ballot.voter, 0, refusal"),
  voting(
    "a design opens once",
    "!= 0) revert FluxVotingDesignAlreadyOpened",
    "> type(uint64).max) revert FluxVotingDesignAlreadyOpened",
  ),
  voting("a design opens in the future", "if (opensAt < block.timestamp) opensAt", "if (false) opensAt"),
  voting("a vote closes after it opens", "closesAt <= opensAt", "closesAt < opensAt"),
  voting("a decision is of a design", "if (closesAt == 0) revert", "if (false) revert"),
  voting("a decision comes after the vote", "block.timestamp < closesAt) revert", "false) revert"),
  voting("a decision is made once", "revert FluxVotingAlreadyDecided(designId);", "{}"),
  voting("a ballot ends", "if (block.timestamp > ballot.deadline) revert", "if (false) revert"),
  voting("a ballot among many ends", "if (block.timestamp > ballot.deadline) {", "if (false) {"),
  voting("a ballot is signed", "!ballot.voter.isSigned(_", "false && ballot.voter.isSigned(_"),
  voting("a ballot among many is signed", "if (!_isSignedFrugally(ballot)) {", "if (false) {"),
  voting("many are not none", "ballots.length == 0", "false"),
  voting("a vote is for a design", "if (closesAt == 0) return", "if (false) return"),
  voting(
    "a vote waits for the opening",
    "block.timestamp < opensAt || block.timestamp >= closesAt",
    "block.timestamp >= closesAt",
  ),
  voting(
    "a vote ends at the close",
    "block.timestamp < opensAt || block.timestamp >= closesAt",
    "block.timestamp < opensAt",
  ),
  voting("a ballot names a garment", "tokenIds.length == 0", "false"),
  voting("a bad ballot leaves no bits", "                _unmark(record, tokenIds[:i]);\n", ""),
  voting(
    "a holder votes",
    "return abi.encodeWithSelector(FluxVotingNotHolder.selector, tokenId, voter);",
    "",
  ),
  voting("a moved garment does not vote", "movedAt >= opensAt", "false"),
  voting("a move at the opening counts as after it", "movedAt >= opensAt", "movedAt > opensAt"),
  voting("a garment votes once", "word.has(bit)) {", "false) {"),
  role(
    "FluxVoting.sol",
    "CURATOR",
    "function openDesign(\n        uint256 designId,\n        uint64 opensAt,\n        uint64 closesAt,\n        string calldata uri\n    ) external",
  ),
  role("FluxVoting.sol", "CURATOR", "function decide(uint256 designId, bool approved) external"),
  voting("a refusal reverts", "if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);", ""),
  voting(
    "a skipped ballot is told",
    "if (refusal.length != 0) emit BallotSkipped",
    "if (false) emit BallotSkipped",
  ),
  voting("a page is of a design", "if (design.closesAt() == 0) revert", "if (false) revert"),
  voting(
    "a ballot names its garments",
    "ballot.designId, ids, ballot",
    "ballot.designId, bytes32(0), ballot",
  ),
  voting("a ballot names its deadline", "ids, ballot.deadline", "ids, uint256(0)"),
  voting(
    "a ballot names its design",
    "BALLOT_TYPEHASH, ballot.designId, ids",
    "BALLOT_TYPEHASH, uint256(1), ids",
  ),
  voting("a vote sets its bit", "votes.word = word.plus(bit);", "votes.word = word;"),
  voteWord("a vote keeps the others of its word", "VoteWord.unwrap(word) | bit", "LINKED | bit"),
  voteWord(
    "an unmark keeps the other votes",
    "VoteWord.unwrap(word) & ~bit",
    "VoteWord.unwrap(word) & (~bit & ~uint256(type(uint128).max))",
  ),
  voteWord(
    "an unmark keeps the link",
    "VoteWord.unwrap(word) & ~bit",
    "VoteWord.unwrap(word) & ~(bit | LINKED)",
  ),
  voting(
    "a linked word names the one before",
    "VoteWords.linkedTo(design.lastKey())",
    "VoteWords.linkedTo(0)",
  ),
  voting("the last word is remembered", "            record.slot = design.withLastKey(key);\n", ""),
  voting("a word is linked once", "if (!word.isLinked()) {", "if (true) {"),
];
