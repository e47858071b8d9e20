// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

import {DesignSlot, DesignSlots} from "./DesignSlot.sol";
import {GarmentSlot} from "./GarmentSlot.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {Signatures} from "./Signatures.sol";
import {VoteWord, VoteWords} from "./VoteWord.sol";

/// @title Votes on designs
/// @notice See {IFluxVoting}.
contract FluxVoting is IFluxVoting, AccessControl, EIP712 {
    using Signatures for address;

    /// @dev A struct, so that a word's place is worked out once for reading and writing.
    struct Votes {
        VoteWord word;
    }

    /// @dev A design and who voted for it. The words are linked, the last one from the slot: the tally is the sum of
    /// their bits, so a vote in a word that exists writes nothing but the word.
    struct Record {
        DesignSlot slot;
        string uri;
        mapping(uint256 key => Votes votes) words;
    }

    /// @notice May open and decide votes.
    bytes32 public constant CURATOR_ROLE = keccak256("CURATOR_ROLE");

    bytes32 private constant BALLOT_TYPEHASH =
        keccak256("Ballot(uint256 designId,uint256[] tokenIds,uint256 deadline)");

    /// @dev What asking an ERC-1271 wallet may cost in {voteMany}: 150,000 for the wallet, a 64th of it that EIP-150
    /// keeps back, and the way there.
    uint256 private constant WALLET_GAS = 155_000;

    IFluxGarment private immutable _garment;

    mapping(uint256 designId => Record record) private _designs;

    constructor(address admin, IFluxGarment garment_) EIP712("FluxVoting", "1") {
        if (!ERC165Checker.supportsInterface(address(garment_), type(IERC721).interfaceId)) {
            revert FluxVotingInvalidGarment(address(garment_));
        }
        if (admin == address(0)) revert FluxVotingInvalidAdmin(admin);
        _garment = garment_;
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IFluxVoting
    function openDesign(
        uint256 designId,
        uint64 opensAt,
        uint64 closesAt,
        string calldata uri
    ) external onlyRole(CURATOR_ROLE) {
        Record storage design = _designs[designId];
        if (design.slot.closesAt() != 0) revert FluxVotingDesignAlreadyOpened(designId);
        if (opensAt < block.timestamp) opensAt = uint64(block.timestamp);
        if (closesAt <= opensAt) revert FluxVotingInvalidWindow(opensAt, closesAt);

        design.slot = DesignSlots.opened(opensAt, closesAt);
        design.uri = uri;
        emit DesignOpened(designId, opensAt, closesAt, uri);
    }

    /// @inheritdoc IFluxVoting
    function decide(uint256 designId, bool approved) external onlyRole(CURATOR_ROLE) {
        DesignSlot design = _designs[designId].slot;
        uint64 closesAt = design.closesAt();
        if (closesAt == 0) revert FluxVotingDesignUnknown(designId);
        if (block.timestamp < closesAt) revert FluxVotingStillOpen(designId, closesAt);
        if (design.decided()) revert FluxVotingAlreadyDecided(designId);

        _designs[designId].slot = design.decide(approved);
        emit DesignDecided(designId, approved);
    }

    /// @inheritdoc IFluxVoting
    function vote(uint256 designId, uint256[] calldata tokenIds) external {
        _requireAccepted(_cast(designId, _msgSender(), tokenIds));
    }

    /// @inheritdoc IFluxVoting
    function voteBySig(Ballot calldata ballot) external {
        if (block.timestamp > ballot.deadline) revert FluxVotingBallotExpired(ballot.deadline);
        if (!ballot.voter.isSigned(_ballotDigest(ballot), ballot.signature)) {
            revert FluxVotingInvalidSignature(ballot.voter);
        }
        _requireAccepted(_cast(ballot.designId, ballot.voter, ballot.tokenIds));
    }

    /// @inheritdoc IFluxVoting
    function voteMany(Ballot[] calldata ballots) external {
        if (ballots.length == 0) revert FluxVotingEmptyBallot();
        for (uint256 i = 0; i < ballots.length; ++i) {
            Ballot calldata ballot = ballots[i];
            bytes memory refusal = _castSigned(ballot);
            if (refusal.length != 0) emit BallotSkipped(ballot.designId, ballot.voter, i, refusal);
        }
    }

    /// @inheritdoc IFluxVoting
    function votesOf(uint256 designId) external view returns (uint256) {
        return _tally(_designs[designId]);
    }

    /// @inheritdoc IFluxVoting
    function votesOfMany(uint256[] calldata designIds) external view returns (uint256[] memory votes) {
        votes = new uint256[](designIds.length);
        for (uint256 i = 0; i < designIds.length; ++i) {
            votes[i] = _tally(_designs[designIds[i]]);
        }
    }

    /// @inheritdoc IFluxVoting
    function hasVotedMany(
        uint256 designId,
        uint256[] calldata tokenIds
    ) external view returns (bool[] memory voted) {
        voted = new bool[](tokenIds.length);
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            voted[i] = hasVoted(designId, tokenIds[i]);
        }
    }

    /// @inheritdoc IFluxVoting
    function designOf(uint256 designId) external view returns (Design memory) {
        DesignSlot design = _designs[designId].slot;
        if (design.closesAt() == 0) revert FluxVotingDesignUnknown(designId);
        return
            Design({
                opensAt: design.opensAt(),
                closesAt: design.closesAt(),
                votes: uint64(_tally(_designs[designId])),
                decided: design.decided(),
                approved: design.approved(),
                uri: _designs[designId].uri
            });
    }

    /// @inheritdoc IFluxVoting
    function isSignedByWallet(
        address wallet,
        bytes32 digest,
        bytes calldata signature
    ) external view returns (bool) {
        return wallet.isSignedByWallet(digest, signature);
    }

    /// @inheritdoc IFluxVoting
    function garment() external view returns (IFluxGarment) {
        return _garment;
    }

    /// @inheritdoc IFluxVoting
    function hasVoted(uint256 designId, uint256 tokenId) public view returns (bool) {
        (uint256 key, uint256 bit) = VoteWords.placeOf(tokenId);
        return _designs[designId].words[key].word.has(bit);
    }

    function _castSigned(Ballot calldata ballot) private returns (bytes memory refusal) {
        if (block.timestamp > ballot.deadline) {
            return abi.encodeWithSelector(FluxVotingBallotExpired.selector, ballot.deadline);
        }
        if (!_isSignedFrugally(ballot)) {
            return abi.encodeWithSelector(FluxVotingInvalidSignature.selector, ballot.voter);
        }
        return _cast(ballot.designId, ballot.voter, ballot.tokenIds);
    }

    /// @dev Casts all votes of a ballot or none, and then says why: empty if cast, else the encoded error.
    function _cast(
        uint256 designId,
        address voter,
        uint256[] calldata tokenIds
    ) private returns (bytes memory refusal) {
        Record storage record = _designs[designId];
        DesignSlot design = record.slot;
        (uint64 opensAt, uint64 closesAt) = (design.opensAt(), design.closesAt());
        if (closesAt == 0) return abi.encodeWithSelector(FluxVotingDesignUnknown.selector, designId);
        if (block.timestamp < opensAt || block.timestamp >= closesAt) {
            return abi.encodeWithSelector(FluxVotingNotOpen.selector, designId, opensAt, closesAt);
        }
        if (tokenIds.length == 0) return abi.encodeWithSelector(FluxVotingEmptyBallot.selector);

        for (uint256 i = 0; i < tokenIds.length; ++i) {
            refusal = _mark(record, designId, opensAt, voter, tokenIds[i]);
            if (refusal.length != 0) {
                _unmark(record, tokenIds[:i]);
                return refusal;
            }
        }
        emit VoteCast(designId, voter, tokenIds);
    }

    function _mark(
        Record storage record,
        uint256 designId,
        uint64 opensAt,
        address voter,
        uint256 tokenId
    ) private returns (bytes memory refusal) {
        GarmentSlot slot = _garment.slotOf(tokenId);
        if (slot.holder() != voter) {
            return abi.encodeWithSelector(FluxVotingNotHolder.selector, tokenId, voter);
        }
        // At the very second of the opening counts as after it: a token lent within one block must not vote.
        uint256 movedAt = slot.movedAt();
        if (movedAt >= opensAt) {
            return abi.encodeWithSelector(FluxVotingGarmentMoved.selector, tokenId, movedAt, opensAt);
        }
        (uint256 key, uint256 bit) = VoteWords.placeOf(tokenId);
        Votes storage votes = record.words[key];
        VoteWord word = votes.word;
        if (word.has(bit)) {
            return abi.encodeWithSelector(FluxVotingAlreadyVoted.selector, designId, tokenId);
        }
        if (!word.isLinked()) {
            DesignSlot design = record.slot;
            word = VoteWords.linkedTo(design.lastKey());
            record.slot = design.withLastKey(key);
        }
        votes.word = word.plus(bit);
    }

    /// @dev Takes back the votes that a refused ballot has cast so far. Their words stay linked.
    function _unmark(Record storage record, uint256[] calldata tokenIds) private {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            (uint256 key, uint256 bit) = VoteWords.placeOf(tokenIds[i]);
            Votes storage votes = record.words[key];
            votes.word = votes.word.minus(bit);
        }
    }

    /// @dev {Signatures-isSigned}, with a bound for wallets. OpenZeppelin's SignatureChecker gives a wallet all gas but
    /// a 64th and takes no bound; a plain `staticcall` takes one but copies the whole answer, and fifty long answers in
    /// one memory would cost more than a block has. So this contract bounds a call to itself, which asks.
    function _isSignedFrugally(Ballot calldata ballot) private view returns (bool) {
        bytes32 digest = _ballotDigest(ballot);
        if (ballot.voter.isSignedByKey(digest, ballot.signature)) return true;
        try this.isSignedByWallet{gas: WALLET_GAS}(ballot.voter, digest, ballot.signature) returns (bool signed) {
            return signed;
        } catch {
            return false;
        }
    }

    function _tally(Record storage record) private view returns (uint256 votes) {
        uint256 key = record.slot.lastKey();
        while (key != 0) {
            VoteWord word = record.words[key].word;
            votes += word.count();
            key = word.previousKey();
        }
    }

    function _ballotDigest(Ballot calldata ballot) private view returns (bytes32) {
        bytes32 ids = keccak256(abi.encodePacked(ballot.tokenIds));
        return _hashTypedDataV4(keccak256(abi.encode(BALLOT_TYPEHASH, ballot.designId, ids, ballot.deadline)));
    }

    function _requireAccepted(bytes memory refusal) private pure {
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
    }
}
