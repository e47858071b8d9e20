// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IFluxGarment} from "../interfaces/IFluxGarment.sol";
import {IFluxVoting} from "../interfaces/IFluxVoting.sol";

/// @title What FluxGarment and FluxVoting must do, said in the plainest way there is
/// @dev A mapping for each fact: no packing, no bits, no keys. Who signed is told instead of proved. Each act answers with
/// the selector of the error that the contracts must refuse it with; 0 means that it is done.
contract PlainFlux {
    struct Batch {
        uint256 cap;
        uint256 minted;
        bool vaulted;
    }

    struct Garment {
        address holder;
        address approved;
        uint256 heldSince;
        uint256 moves;
        bytes32 firstTag;
        bytes32 tag;
    }

    struct Design {
        uint256 opensAt;
        uint256 closesAt;
        uint256 votes;
        bool decided;
        bool approved;
    }

    /// @dev Who signed a move, and for which count of moves and deadline.
    struct Signed {
        address owner;
        uint256 moves;
        uint256 deadline;
    }

    bool public paused;
    mapping(uint256 batchId => Batch) public batches;
    mapping(uint256 tokenId => Garment) public garments;
    mapping(bytes32 tagHash => uint256 tokenId) public everTagged;
    mapping(address holder => uint256 count) public held;
    mapping(address holder => mapping(address operator => bool)) public operators;
    mapping(uint256 designId => Design) public designs;
    mapping(uint256 designId => mapping(uint256 tokenId => bool)) public voted;

    function openBatch(uint256 batchId, uint256 cap) external {
        batches[batchId] = Batch(cap, 0, false);
    }

    function openDesign(uint256 designId, uint256 opensAt, uint256 closesAt) external {
        designs[designId] = Design(opensAt, closesAt, 0, false, false);
    }

    function mint(IFluxGarment.Mint memory wanted) public returns (bytes4) {
        if (paused) return Pausable.EnforcedPause.selector;
        Garment storage garment = garments[wanted.tokenId];
        if (garment.holder != address(0) && garment.firstTag == wanted.tagHash) return 0;

        Batch storage batch = batches[wanted.tokenId / 1_000_000];
        uint256 serial = wanted.tokenId % 1_000_000;
        if (batch.cap == 0) return IFluxGarment.FluxGarmentBatchUnknown.selector;
        if (batch.vaulted) return IFluxGarment.FluxGarmentBatchVaulted.selector;
        if (wanted.to == address(0)) return IERC721Errors.ERC721InvalidReceiver.selector;
        if (garment.holder != address(0)) return IFluxGarment.FluxGarmentTokenTaken.selector;
        if (serial == 0 || serial > batch.cap) return IFluxGarment.FluxGarmentInvalidSerial.selector;
        if (batch.minted == batch.cap) return IFluxGarment.FluxGarmentBatchFull.selector;
        bytes4 refusal = _bind(wanted.tokenId, wanted.tagHash);
        if (refusal != 0) return refusal;

        garment.holder = wanted.to;
        garment.heldSince = block.timestamp;
        garment.firstTag = wanted.tagHash;
        held[wanted.to] += 1;
        batch.minted += 1;
        return 0;
    }

    function mintAll(IFluxGarment.Mint[] memory wanted) external returns (bytes4) {
        if (paused) return Pausable.EnforcedPause.selector;
        if (wanted.length == 0) return IFluxGarment.FluxGarmentNothingToMint.selector;
        try this.mintEach(wanted) {
            return 0;
        } catch (bytes memory refusal) {
            return bytes4(refusal);
        }
    }

    /// @dev Reverts with the first refusal, so that none of them is minted.
    function mintEach(IFluxGarment.Mint[] memory wanted) external {
        uint256 previous = 0;
        for (uint256 i = 0; i < wanted.length; ++i) {
            bytes4 refusal = wanted[i].tokenId <= previous
                ? IFluxGarment.FluxGarmentIdsNotAscending.selector
                : mint(wanted[i]);
            if (refusal != 0) LowLevelCall.bubbleRevert(abi.encodePacked(refusal));
            previous = wanted[i].tokenId;
        }
    }

    function retag(uint256 tokenId, bytes32 tagHash) external returns (bytes4) {
        if (paused) return Pausable.EnforcedPause.selector;
        if (garments[tokenId].holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        return _bind(tokenId, tagHash);
    }

    function lowerCap(uint256 batchId, uint256 cap) external returns (bytes4) {
        Batch storage batch = batches[batchId];
        if (batch.vaulted) return IFluxGarment.FluxGarmentBatchVaulted.selector;
        if (cap == 0) return IFluxGarment.FluxGarmentInvalidCap.selector;
        if (cap >= batch.cap) return IFluxGarment.FluxGarmentCapNotLower.selector;
        if (cap < batch.minted) return IFluxGarment.FluxGarmentCapBelowMinted.selector;
        batch.cap = cap;
        return 0;
    }

    function vault(uint256 batchId) external returns (bytes4) {
        if (batches[batchId].vaulted) return IFluxGarment.FluxGarmentBatchVaulted.selector;
        batches[batchId].vaulted = true;
        return 0;
    }

    function setPaused(bool to) external returns (bytes4) {
        if (paused == to) return to ? Pausable.EnforcedPause.selector : Pausable.ExpectedPause.selector;
        paused = to;
        return 0;
    }

    function approve(address by, address to, uint256 tokenId) external returns (bytes4) {
        Garment storage garment = garments[tokenId];
        if (garment.holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        if (garment.holder != by && !operators[garment.holder][by]) {
            return IERC721Errors.ERC721InvalidApprover.selector;
        }
        garment.approved = to;
        return 0;
    }

    function setOperator(address by, address operator, bool allowed) external returns (bytes4) {
        if (operator == address(0)) return IERC721Errors.ERC721InvalidOperator.selector;
        operators[by][operator] = allowed;
        return 0;
    }

    function transfer(address by, address from, address to, uint256 tokenId) external returns (bytes4) {
        Garment storage garment = garments[tokenId];
        address holder = garment.holder;
        if (to == address(0)) return IERC721Errors.ERC721InvalidReceiver.selector;
        if (holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        if (by != holder && by != garment.approved && !operators[holder][by]) {
            return IERC721Errors.ERC721InsufficientApproval.selector;
        }
        if (from != holder) return IERC721Errors.ERC721IncorrectOwner.selector;
        _move(tokenId, to);
        return 0;
    }

    function transferSigned(address to, uint256 tokenId, Signed memory signed) public returns (bytes4) {
        Garment storage garment = garments[tokenId];
        if (block.timestamp > signed.deadline) return IFluxGarment.FluxGarmentSignatureExpired.selector;
        if (garment.holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        if (signed.owner != garment.holder || signed.moves != garment.moves) {
            return IFluxGarment.FluxGarmentInvalidOwnerSignature.selector;
        }
        if (to == address(0)) return IERC721Errors.ERC721InvalidReceiver.selector;
        _move(tokenId, to);
        return 0;
    }

    /// @param chipMoves The count of moves that the chip signed.
    function handover(
        address to,
        uint256 tokenId,
        Signed memory signed,
        bytes32 tagHash,
        uint256 chipMoves
    ) external returns (bytes4) {
        Garment storage garment = garments[tokenId];
        if (garment.holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        if (tagHash != garment.tag || chipMoves != garment.moves) {
            return IFluxGarment.FluxGarmentTagMismatch.selector;
        }
        return transferSigned(to, tokenId, signed);
    }

    /// @param attestedMoves The count of moves that the attestor signed.
    function handoverAttested(
        address to,
        uint256 tokenId,
        Signed memory signed,
        bytes32 tagHash,
        uint256 attestedMoves
    ) external returns (bytes4) {
        Garment storage garment = garments[tokenId];
        if (garment.holder == address(0)) return IERC721Errors.ERC721NonexistentToken.selector;
        if (tagHash != garment.tag) return IFluxGarment.FluxGarmentTagMismatch.selector;
        if (attestedMoves != garment.moves) return IFluxGarment.FluxGarmentInvalidAttestation.selector;
        return transferSigned(to, tokenId, signed);
    }

    function vote(address voter, uint256 designId, uint256[] memory tokenIds) public returns (bytes4) {
        Design storage design = designs[designId];
        if (design.closesAt == 0) return IFluxVoting.FluxVotingDesignUnknown.selector;
        if (block.timestamp < design.opensAt || block.timestamp >= design.closesAt) {
            return IFluxVoting.FluxVotingNotOpen.selector;
        }
        if (tokenIds.length == 0) return IFluxVoting.FluxVotingEmptyBallot.selector;
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            Garment storage garment = garments[tokenIds[i]];
            if (garment.holder != voter) return IFluxVoting.FluxVotingNotHolder.selector;
            if (garment.moves > 0 && garment.heldSince >= design.opensAt) {
                return IFluxVoting.FluxVotingGarmentMoved.selector;
            }
            if (voted[designId][tokenIds[i]] || _isAmong(tokenIds, i)) {
                return IFluxVoting.FluxVotingAlreadyVoted.selector;
            }
        }
        for (uint256 i = 0; i < tokenIds.length; ++i) voted[designId][tokenIds[i]] = true;
        design.votes += tokenIds.length;
        return 0;
    }

    function voteSigned(address signer, IFluxVoting.Ballot memory ballot) external returns (bytes4) {
        if (block.timestamp > ballot.deadline) return IFluxVoting.FluxVotingBallotExpired.selector;
        if (signer != ballot.voter) return IFluxVoting.FluxVotingInvalidSignature.selector;
        return vote(ballot.voter, ballot.designId, ballot.tokenIds);
    }

    function decide(uint256 designId, bool approved) external returns (bytes4) {
        Design storage design = designs[designId];
        if (design.closesAt == 0) return IFluxVoting.FluxVotingDesignUnknown.selector;
        if (block.timestamp < design.closesAt) return IFluxVoting.FluxVotingStillOpen.selector;
        if (design.decided) return IFluxVoting.FluxVotingAlreadyDecided.selector;
        (design.decided, design.approved) = (true, approved);
        return 0;
    }

    function _bind(uint256 tokenId, bytes32 tagHash) private returns (bytes4) {
        if (tagHash == 0) return IFluxGarment.FluxGarmentZeroTagHash.selector;
        if (everTagged[tagHash] != 0) return IFluxGarment.FluxGarmentTagTaken.selector;
        everTagged[tagHash] = tokenId;
        garments[tokenId].tag = tagHash;
        return 0;
    }

    function _move(uint256 tokenId, address to) private {
        Garment storage garment = garments[tokenId];
        held[garment.holder] -= 1;
        held[to] += 1;
        garment.holder = to;
        garment.approved = address(0);
        garment.heldSince = block.timestamp;
        garment.moves += 1;
    }

    /// @dev Whether the one at `index` stands before it, too.
    function _isAmong(uint256[] memory tokenIds, uint256 index) private pure returns (bool) {
        for (uint256 i = 0; i < index; ++i) {
            if (tokenIds[i] == tokenIds[index]) return true;
        }
        return false;
    }
}
