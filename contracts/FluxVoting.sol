// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {Signatures} from "./Signatures.sol";

/// @title Votes on designs
/// @notice See {IFluxVoting}.
contract FluxVoting is IFluxVoting, AccessControl, EIP712 {
    using Signatures for address;

    /// @dev One word of a bitmap; a struct, so that its place is worked out once for reading and writing.
    struct Bits {
        uint256 bits;
    }

    /// @notice May open and decide votes.
    bytes32 public constant CURATOR_ROLE = keccak256("CURATOR_ROLE");

    bytes32 private constant BALLOT_TYPEHASH =
        keccak256("Ballot(uint256 designId,uint256[] tokenIds,uint256 deadline)");

    IFluxGarment private immutable _garment;

    mapping(uint256 designId => Design design) private _designs;
    /// @dev Bit `tokenId % 256` of word `tokenId / 256`. As 1,000,000 % 256 = 64, a batch of up to 63 lies in one word.
    mapping(uint256 designId => mapping(uint256 word => Bits)) private _voted;

    constructor(address admin, IFluxGarment garment_) EIP712("FluxVoting", "1") {
        if (address(garment_).code.length == 0) revert FluxVotingInvalidGarment(address(garment_));
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
        Design storage design = _designs[designId];
        if (design.closesAt != 0) revert FluxVotingDesignAlreadyOpened(designId);
        if (opensAt < block.timestamp) opensAt = uint64(block.timestamp);
        if (closesAt <= opensAt) revert FluxVotingInvalidWindow(opensAt, closesAt);

        design.opensAt = opensAt;
        design.closesAt = closesAt;
        design.uri = uri;
        emit DesignOpened(designId, opensAt, closesAt, uri);
    }

    /// @inheritdoc IFluxVoting
    function decide(uint256 designId, bool approved) external onlyRole(CURATOR_ROLE) {
        Design storage design = _designs[designId];
        uint64 closesAt = design.closesAt;
        if (closesAt == 0) revert FluxVotingDesignUnknown(designId);
        if (block.timestamp < closesAt) revert FluxVotingStillOpen(designId, closesAt);
        if (design.decided) revert FluxVotingAlreadyDecided(designId);

        design.decided = true;
        design.approved = approved;
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
            if (refusal.length != 0) emit BallotSkipped(ballot.designId, ballot.voter, refusal);
        }
    }

    /// @inheritdoc IFluxVoting
    function votesOf(uint256 designId) external view returns (uint256) {
        return _designs[designId].votes;
    }

    /// @inheritdoc IFluxVoting
    function votesOfMany(uint256[] calldata designIds) external view returns (uint256[] memory votes) {
        votes = new uint256[](designIds.length);
        for (uint256 i = 0; i < designIds.length; ++i) {
            votes[i] = _designs[designIds[i]].votes;
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
    function designOf(uint256 designId) external view returns (Design memory design) {
        design = _designs[designId];
        if (design.closesAt == 0) revert FluxVotingDesignUnknown(designId);
    }

    /// @inheritdoc IFluxVoting
    function garment() external view returns (IFluxGarment) {
        return _garment;
    }

    /// @inheritdoc IFluxVoting
    function hasVoted(uint256 designId, uint256 tokenId) public view returns (bool) {
        return _voted[designId][tokenId >> 8].bits & _bit(tokenId) != 0;
    }

    function _castSigned(Ballot calldata ballot) private returns (bytes memory refusal) {
        if (block.timestamp > ballot.deadline) {
            return abi.encodeWithSelector(FluxVotingBallotExpired.selector, ballot.deadline);
        }
        if (!ballot.voter.isSignedFrugally(_ballotDigest(ballot), ballot.signature)) {
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
        Design storage design = _designs[designId];
        (uint64 opensAt, uint64 closesAt, uint64 votes) = (design.opensAt, design.closesAt, design.votes);
        if (closesAt == 0) return abi.encodeWithSelector(FluxVotingDesignUnknown.selector, designId);
        if (block.timestamp < opensAt || block.timestamp >= closesAt) {
            return abi.encodeWithSelector(FluxVotingNotOpen.selector, designId, opensAt, closesAt);
        }
        if (tokenIds.length == 0) return abi.encodeWithSelector(FluxVotingEmptyBallot.selector);

        mapping(uint256 word => Bits) storage voted = _voted[designId];
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            refusal = _mark(voted, designId, opensAt, voter, tokenIds[i]);
            if (refusal.length != 0) {
                _unmark(voted, tokenIds[:i]);
                return refusal;
            }
        }
        design.votes = votes + uint64(tokenIds.length);
        emit VoteCast(designId, voter, tokenIds);
    }

    function _mark(
        mapping(uint256 word => Bits) storage voted,
        uint256 designId,
        uint64 opensAt,
        address voter,
        uint256 tokenId
    ) private returns (bytes memory refusal) {
        (address holder, uint256 movedAt) = _garment.holdingOf(tokenId);
        if (holder != voter) {
            return abi.encodeWithSelector(FluxVotingNotHolder.selector, tokenId, voter);
        }
        // At the very second of the opening counts as after it: a token lent within one block must not vote.
        if (movedAt >= opensAt) {
            return abi.encodeWithSelector(FluxVotingGarmentMoved.selector, tokenId, movedAt, opensAt);
        }
        Bits storage word = voted[tokenId >> 8];
        uint256 bits = word.bits;
        if (bits & _bit(tokenId) != 0) {
            return abi.encodeWithSelector(FluxVotingAlreadyVoted.selector, designId, tokenId);
        }
        word.bits = bits | _bit(tokenId);
    }

    /// @dev Takes back the bits that a refused ballot has set so far.
    function _unmark(mapping(uint256 word => Bits) storage voted, uint256[] calldata tokenIds) private {
        for (uint256 i = 0; i < tokenIds.length; ++i) {
            voted[tokenIds[i] >> 8].bits &= ~_bit(tokenIds[i]);
        }
    }

    function _ballotDigest(Ballot calldata ballot) private view returns (bytes32) {
        bytes32 ids = keccak256(abi.encodePacked(ballot.tokenIds));
        return _hashTypedDataV4(keccak256(abi.encode(BALLOT_TYPEHASH, ballot.designId, ids, ballot.deadline)));
    }

    function _requireAccepted(bytes memory refusal) private pure {
        if (refusal.length != 0) LowLevelCall.bubbleRevert(refusal);
    }

    function _bit(uint256 tokenId) private pure returns (uint256) {
        return 1 << (tokenId & 0xff);
    }
}
