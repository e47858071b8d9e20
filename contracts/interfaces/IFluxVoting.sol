// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFluxGarment} from "./IFluxGarment.sol";

/// @title Votes on designs: each garment votes once for a design, through whoever holds it
/// @notice A vote belongs to the garment. Its holder casts it; one that moved after the vote opened casts none, so
/// votes cannot be lent or passed around while a vote runs. A garment sold new while a vote runs does vote.
/// @dev Signed ballots are EIP-712, domain ("FluxVoting", "1"):
///   Ballot(uint256 designId,uint256[] tokenIds,uint256 deadline)
/// They have no nonce: a ballot sent again meets its own votes.
/// CURATOR_ROLE calls openDesign and decide, DEFAULT_ADMIN_ROLE grantRole and revokeRole; the rest is anybody's. A
/// function that names a role also reverts with AccessControlUnauthorizedAccount.
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
    /// @param designId The design.
    /// @param opensAt The first second of the vote, in Unix time.
    /// @param closesAt The first second after it.
    /// @param uri What is voted on.
    event DesignOpened(uint256 indexed designId, uint64 opensAt, uint64 closesAt, string uri);
    /// @notice Each of these garments voted for the design.
    /// @param designId The design.
    /// @param voter Who holds them.
    /// @param tokenIds The garments, each once.
    event VoteCast(uint256 indexed designId, address indexed voter, uint256[] tokenIds);
    /// @notice One ballot of many did not count.
    /// @param designId The design it was for.
    /// @param voter Whose it was said to be.
    /// @param index Where in the list it stood, from 0.
    /// @param reason The encoded error that {voteBySig} would give. FluxVotingInvalidSignature also stands for a wallet
    /// that needs more gas than {voteMany} gives it: {voteBySig} may take its ballot.
    event BallotSkipped(uint256 indexed designId, address indexed voter, uint256 index, bytes reason);
    /// @notice The curators decided after the vote.
    /// @param designId The design.
    /// @param approved Whether it will be made.
    event DesignDecided(uint256 indexed designId, bool approved);

    /// @notice Nobody could ever grant a role.
    error FluxVotingInvalidAdmin(address admin);
    /// @notice The address given for the garments is no contract, or no ERC-721.
    error FluxVotingInvalidGarment(address garment);
    /// @notice This id was opened before.
    error FluxVotingDesignAlreadyOpened(uint256 designId);
    /// @notice No such design.
    error FluxVotingDesignUnknown(uint256 designId);
    /// @notice A vote closes after it opens, and in the future. `opensAt` is the opening as it would count: now, if an
    /// earlier one was given.
    error FluxVotingInvalidWindow(uint64 opensAt, uint64 closesAt);
    /// @notice Not open yet, or closed.
    error FluxVotingNotOpen(uint256 designId, uint64 opensAt, uint64 closesAt);
    /// @notice A decision comes after the vote.
    error FluxVotingStillOpen(uint256 designId, uint64 closesAt);
    /// @notice A decision is made once.
    error FluxVotingAlreadyDecided(uint256 designId);
    /// @notice A ballot names at least one garment, and {voteMany} takes at least one ballot.
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
    /// @dev Reverts: FluxVotingDesignAlreadyOpened, FluxVotingInvalidWindow.
    /// @param designId Any number.
    /// @param opensAt Unix seconds. A time that has passed counts as now: an opening in the past would take the vote
    /// from garments that moved before anybody knew of it.
    /// @param closesAt Unix seconds, after the opening.
    /// @param uri What is voted on, such as `ipfs://<cid>`.
    function openDesign(uint256 designId, uint64 opensAt, uint64 closesAt, string calldata uri) external;

    /// @notice Records the decision, once, after the vote. CURATOR_ROLE.
    /// @dev Reverts: FluxVotingDesignUnknown, FluxVotingStillOpen, FluxVotingAlreadyDecided.
    /// @param designId A design whose vote is closed.
    /// @param approved Whether it will be made; the tally advises and does not bind.
    function decide(uint256 designId, bool approved) external;

    /// @notice Casts the votes of garments that the caller holds. All or none.
    /// @dev Reverts: FluxVotingDesignUnknown, FluxVotingNotOpen, FluxVotingEmptyBallot, FluxVotingNotHolder,
    /// FluxVotingGarmentMoved, FluxVotingAlreadyVoted.
    /// @param designId A design that is open.
    /// @param tokenIds At least one, in any order, each once.
    function vote(uint256 designId, uint256[] calldata tokenIds) external;

    /// @notice Casts a signed ballot. All of its garments or none.
    /// @dev Reverts: FluxVotingBallotExpired, FluxVotingInvalidSignature, then as {vote}.
    /// @param ballot Whose it is, for what, and its signature.
    function voteBySig(Ballot calldata ballot) external;

    /// @notice Casts many signed ballots. A bad one is skipped with {BallotSkipped} and the rest count.
    /// @dev An ERC-1271 wallet has 150,000 gas to answer. It may answer cheaply in an estimate and burn all of that
    /// when it counts: give the call its estimate and 155,000 for each voter with code, or it may run out and cast
    /// nothing. A wallet that runs short is skipped, and its ballot can be sent again.
    /// Reverts: FluxVotingEmptyBallot.
    /// @param ballots At least one, of any designs and voters.
    function voteMany(Ballot[] calldata ballots) external;

    /// @notice How many garments voted for the design.
    /// @dev Counted on reading, about 2,500 gas for each 128 serials of a batch in which a ballot was cast, or refused
    /// midway: meant to be read from outside, where that is free, and some 20,000 of them fit into a call of 50 million
    /// gas. A running count would cost each ballot 3,000.
    /// @param designId Anything.
    /// @return votes The tally; 0 for an unknown design.
    function votesOf(uint256 designId) external view returns (uint256 votes);

    /// @notice {votesOf} for a page of designs.
    /// @param designIds Anything.
    /// @return votes A tally for each.
    function votesOfMany(uint256[] calldata designIds) external view returns (uint256[] memory votes);

    /// @notice Whether the garment has voted on the design.
    /// @param designId Anything.
    /// @param tokenId Anything.
    /// @return voted False for what does not exist.
    function hasVoted(uint256 designId, uint256 tokenId) external view returns (bool voted);

    /// @notice {hasVoted} for a page of garments.
    /// @param designId Anything.
    /// @param tokenIds Anything.
    /// @return voted An answer for each.
    function hasVotedMany(
        uint256 designId,
        uint256[] calldata tokenIds
    ) external view returns (bool[] memory voted);

    /// @notice A design and its tally.
    /// @dev Reverts: FluxVotingDesignUnknown.
    /// @param designId A design that was opened.
    /// @return design Its window, tally, decision and words.
    function designOf(uint256 designId) external view returns (Design memory design);

    /// @notice Whether an ERC-1271 wallet says that it signed a digest.
    /// @dev {voteMany} asks itself this, so as to give each wallet a bounded share of the gas.
    /// @param wallet Anybody: false, not an error, for an account without code.
    /// @param digest What was signed.
    /// @param signature In the wallet's own form.
    /// @return signed Whether it answered with ERC-1271's magic value.
    function isSignedByWallet(
        address wallet,
        bytes32 digest,
        bytes calldata signature
    ) external view returns (bool signed);

    /// @notice The contract whose garments vote.
    /// @return contract_ Set at the deployment, for ever.
    function garment() external view returns (IFluxGarment contract_);
}
