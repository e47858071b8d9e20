// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFluxGarment} from "./IFluxGarment.sol";

/// @title Votes on designs: each garment votes once for a design, through whoever holds it
/// @notice A vote belongs to the garment. Its holder casts it; one that moved after the vote opened casts none, so
/// votes cannot be lent or passed around while a vote runs. A garment sold new while a vote runs does vote.
/// @dev Signed ballots are EIP-712, domain ("FluxVoting", "1"):
///   Ballot(uint256 designId,uint256[] tokenIds,uint256 deadline)
/// They have no nonce: a ballot sent again meets its own votes.
/// CURATOR_ROLE calls openDesign and decide, DEFAULT_ADMIN_ROLE grantRole and revokeRole; the rest is anybody's.
interface IFluxVoting {
    /// @notice A ballot that somebody else may submit.
    /// @param tokenIds At least one, in any order, each once.
    /// @param deadline The last second, in Unix time, at which it may be cast.
    /// @param signature The voter's: 65 bytes with a low s, or whatever its ERC-1271 wallet accepts.
    struct Ballot {
        address voter;
        uint256 designId;
        uint256[] tokenIds;
        uint256 deadline;
        bytes signature;
    }

    /// @notice A design and its tally. Open from `opensAt` on and until just before `closesAt`, in Unix seconds.
    struct Design {
        uint64 opensAt;
        uint64 closesAt;
        uint64 votes;
        bool decided;
        bool approved;
        string uri;
    }

    /// @notice A design was put to the vote.
    event DesignOpened(uint256 indexed designId, uint64 opensAt, uint64 closesAt, string uri);
    /// @notice Each of these garments voted for the design.
    event VoteCast(uint256 indexed designId, address indexed voter, uint256[] tokenIds);
    /// @notice One ballot of many did not count. `reason` is the encoded error that {voteBySig} would give.
    event BallotSkipped(uint256 indexed designId, address indexed voter, bytes reason);
    /// @notice The curators decided after the vote.
    event DesignDecided(uint256 indexed designId, bool approved);

    /// @notice Nobody could ever grant a role.
    error FluxVotingInvalidAdmin(address admin);
    /// @notice No contract at the address given for the garments.
    error FluxVotingInvalidGarment(address garment);
    /// @notice This id was opened before.
    error FluxVotingDesignAlreadyOpened(uint256 designId);
    /// @notice No such design.
    error FluxVotingDesignUnknown(uint256 designId);
    /// @notice A vote closes after it opens, and in the future.
    error FluxVotingInvalidWindow(uint64 opensAt, uint64 closesAt);
    /// @notice Not open yet, or closed.
    error FluxVotingNotOpen(uint256 designId, uint64 opensAt, uint64 closesAt);
    /// @notice A decision comes after the vote.
    error FluxVotingStillOpen(uint256 designId, uint64 closesAt);
    /// @notice A decision is made once.
    error FluxVotingAlreadyDecided(uint256 designId);
    /// @notice A ballot names at least one garment.
    error FluxVotingEmptyBallot();
    /// @notice The voter does not hold this garment, or it does not exist.
    error FluxVotingNotHolder(uint256 tokenId, address voter);
    /// @notice The garment moved at or after the opening.
    error FluxVotingGarmentMoved(uint256 tokenId, uint256 movedAt, uint64 opensAt);
    /// @notice The garment has voted on this design, or the ballot names it twice.
    error FluxVotingAlreadyVoted(uint256 designId, uint256 tokenId);
    /// @notice The ballot's time is over.
    error FluxVotingBallotExpired(uint256 deadline);
    /// @notice Not this voter's signature for this ballot, contract and chain.
    error FluxVotingInvalidSignature(address voter);

    /// @notice Puts a design to the vote. Each id once. CURATOR_ROLE.
    /// @param opensAt Unix seconds. A time that has passed counts as now: an opening in the past would take the vote
    /// from garments that moved before anybody knew of it.
    /// @param closesAt Unix seconds, after the opening.
    function openDesign(uint256 designId, uint64 opensAt, uint64 closesAt, string calldata uri) external;

    /// @notice Records the decision, once, after the vote. CURATOR_ROLE.
    function decide(uint256 designId, bool approved) external;

    /// @notice Casts the votes of garments that the caller holds. All or none.
    function vote(uint256 designId, uint256[] calldata tokenIds) external;

    /// @notice Casts a signed ballot. All of its garments or none.
    function voteBySig(Ballot calldata ballot) external;

    /// @notice Casts many signed ballots. A bad one is skipped with {BallotSkipped} and the rest count.
    /// @dev An ERC-1271 wallet is given 150,000 gas to answer, so that none can burn what the others need. Give the
    /// call its full estimate: a wallet that runs short is skipped, and its ballot can be sent again.
    function voteMany(Ballot[] calldata ballots) external;

    /// @notice How many garments voted for the design.
    /// @dev Counted on reading, about 3,000 gas for each 128 serials of a batch that voted: meant to be read from
    /// outside, where that is free. A running count would cost each ballot 3,000.
    function votesOf(uint256 designId) external view returns (uint256);

    /// @notice {votesOf} for a page of designs; 0 for unknown ones.
    function votesOfMany(uint256[] calldata designIds) external view returns (uint256[] memory);

    /// @notice Whether the garment has voted on the design.
    function hasVoted(uint256 designId, uint256 tokenId) external view returns (bool);

    /// @notice {hasVoted} for a page of garments.
    function hasVotedMany(uint256 designId, uint256[] calldata tokenIds) external view returns (bool[] memory);

    /// @notice A design and its tally; reverts for an unknown one.
    function designOf(uint256 designId) external view returns (Design memory);

    /// @notice The contract whose garments vote.
    function garment() external view returns (IFluxGarment);
}
