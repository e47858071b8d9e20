// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxVoting} from "./FluxVoting.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {FluxTest} from "./test-support/FluxTest.sol";
import {HostileWallet, HungryWallet, KeyWallet} from "./test-support/Wallets.sol";

contract FluxVotingTest is FluxTest {
    uint256 private constant DESIGN = 1;
    uint64 private opensAt;
    uint64 private closesAt;

    function setUp() public override {
        super.setUp();
        opensAt = uint64(block.timestamp + 10);
        closesAt = opensAt + 1 days;
        voting.openDesign(DESIGN, opensAt, closesAt, "ipfs://design");
        vm.warp(opensAt + 1);
    }

    function ids(uint256 tokenId) private pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = tokenId;
    }

    function ballotOf(
        uint256 key,
        address voter,
        uint256[] memory tokenIds,
        uint256 deadline
    ) private view returns (IFluxVoting.Ballot memory) {
        return signBallot(key, voter, DESIGN, tokenIds, deadline);
    }

    function test_eachGarmentCountsOnceHoweverBallotsAreSplit(uint256[] memory seeds) external {
        uint256 different = 0;
        for (uint256 i = 0; i < seeds.length && i < 40; ++i) {
            uint256 serial = fold(seeds[i], 1, CAP);
            uint256 tokenId = mintTo(alice, serial);
            if (voting.hasVoted(DESIGN, tokenId)) {
                refused(
                    abi.encodeWithSelector(IFluxVoting.FluxVotingAlreadyVoted.selector, DESIGN, tokenId)
                );
            } else {
                ++different;
            }
            vm.prank(alice);
            voting.vote(DESIGN, ids(tokenId));
        }
        same(voting.votesOf(DESIGN), different, "votes");
    }

    function test_aBallotWithOneBadGarmentCountsForNone(uint256 badAt, uint256 length) external {
        uint256 count = fold(length, 2, 12);
        uint256 bad = fold(badAt, 0, count - 1);
        uint256[] memory tokenIds = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) tokenIds[i] = mintTo(i == bad ? bob : alice, 1 + i * 23);

        vm.prank(alice);
        refused(
            abi.encodeWithSelector(IFluxVoting.FluxVotingNotHolder.selector, tokenIds[bad], alice)
        );
        voting.vote(DESIGN, tokenIds);

        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = ballotOf(ALICE_KEY, alice, tokenIds, block.timestamp);
        voting.voteMany(ballots);
        same(voting.votesOf(DESIGN), 0, "votes");
        for (uint256 i = 0; i < count; ++i) holds(!voting.hasVoted(DESIGN, tokenIds[i]), "a bit was left set");
    }

    function test_aRefusedBallotTakesBackItsOwnVotesAndNobodyElses(uint8 count, uint8 own) external {
        uint256 others = fold(count, 1, 10);
        for (uint256 i = 1; i <= others; ++i) {
            uint256 theirs = mintTo(bob, i);
            vm.prank(bob);
            voting.vote(DESIGN, ids(theirs));
        }
        // Alice's lie in the same word of 128 serials, and her last one is not hers.
        uint256[] memory tokenIds = new uint256[](fold(own, 2, 6));
        for (uint256 i = 0; i < tokenIds.length - 1; ++i) tokenIds[i] = mintTo(alice, others + 1 + i);
        tokenIds[tokenIds.length - 1] = idOf(1);
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = ballotOf(ALICE_KEY, alice, tokenIds, block.timestamp);
        voting.voteMany(ballots);
        same(voting.votesOf(DESIGN), others, "votes");
        for (uint256 i = 1; i <= others; ++i) holds(voting.hasVoted(DESIGN, idOf(i)), "another's vote is gone");
        for (uint256 i = 0; i < tokenIds.length - 1; ++i) {
            holds(!voting.hasVoted(DESIGN, tokenIds[i]), "a bit was left set");
        }
    }

    function test_wordsWhoseVotesWereTakenBackAreCountedOnceWhenTheyAreUsedAgain(uint256 orderSeed) external {
        uint256[] memory tokenIds = new uint256[](4);
        for (uint256 i = 0; i < 3; ++i) tokenIds[i] = mintTo(alice, 1 + i * 128);
        tokenIds[3] = mintTo(bob, 2);
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = ballotOf(ALICE_KEY, alice, tokenIds, block.timestamp);
        voting.voteMany(ballots);
        same(voting.votesOf(DESIGN), 0, "votes of the refused ballot");

        uint256 from = fold(orderSeed, 0, 2);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(alice);
            voting.vote(DESIGN, ids(tokenIds[(from + i) % 3]));
            same(voting.votesOf(DESIGN), i + 1, "votes");
        }
        vm.prank(bob);
        voting.vote(DESIGN, ids(tokenIds[3]));
        same(voting.votesOf(DESIGN), 4, "votes");
    }

    function test_aGarmentNamedTwiceInABallotCountsForNothing(uint256 first, uint256 second) external {
        uint256[] memory tokenIds = new uint256[](6);
        for (uint256 i = 0; i < 6; ++i) tokenIds[i] = mintTo(alice, 1 + i * 50);
        uint256 from = fold(first, 0, 4);
        uint256 to = fold(second, from + 1, 5);
        tokenIds[to] = tokenIds[from];
        refused(
            abi.encodeWithSelector(IFluxVoting.FluxVotingAlreadyVoted.selector, DESIGN, tokenIds[from])
        );
        vm.prank(alice);
        voting.vote(DESIGN, tokenIds);
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = ballotOf(ALICE_KEY, alice, tokenIds, block.timestamp);
        voting.voteMany(ballots);
        same(voting.votesOf(DESIGN), 0, "votes");
        for (uint256 i = 0; i < 6; ++i) holds(!voting.hasVoted(DESIGN, tokenIds[i]), "a bit was left set");
    }

    function test_onlyAMoveBeforeTheOpeningLeavesAVote(uint256 timeSeed) external {
        uint256 tokenId = mintTo(alice, 1);
        uint64 design2Opens = opensAt + 1000;
        voting.openDesign(2, design2Opens, closesAt, "");
        uint256 time = fold(timeSeed, opensAt + 1, closesAt - 2);
        vm.warp(time);
        vm.prank(alice);
        garment.transferFrom(alice, bob, tokenId);
        vm.warp(closesAt - 1);
        vm.prank(bob);
        if (time >= design2Opens) {
            refused(
                abi.encodeWithSelector(
                    IFluxVoting.FluxVotingGarmentMoved.selector,
                    tokenId,
                    time,
                    design2Opens
                )
            );
        }
        voting.vote(2, ids(tokenId));
        same(voting.votesOf(2), time >= design2Opens ? 0 : 1, "votes");
    }

    function test_aMoveInTheVerySecondOfTheOpeningLosesTheVote() external {
        uint256 tokenId = mintTo(alice, 1);
        vm.warp(opensAt);
        vm.prank(alice);
        garment.transferFrom(alice, bob, tokenId);
        refused(
            abi.encodeWithSelector(IFluxVoting.FluxVotingGarmentMoved.selector, tokenId, opensAt, opensAt)
        );
        vm.prank(bob);
        voting.vote(DESIGN, ids(tokenId));
    }

    function test_votesCountOnlyInsideTheWindow(uint256 timeSeed) external {
        uint256 tokenId = mintTo(alice, 1);
        uint256 time = fold(timeSeed, opensAt - 10, closesAt + 10);
        vm.warp(time);
        bool open = time >= opensAt && time < closesAt;
        vm.prank(alice);
        if (!open) {
            refused(
                abi.encodeWithSelector(IFluxVoting.FluxVotingNotOpen.selector, DESIGN, opensAt, closesAt)
            );
        }
        voting.vote(DESIGN, ids(tokenId));
        same(voting.votesOf(DESIGN), open ? 1 : 0, "votes");
    }

    function test_aWindowIsInTheFutureAndNeverEmpty(uint64 from, uint64 to) external {
        uint64 effective = from < block.timestamp ? uint64(block.timestamp) : from;
        if (to <= effective) {
            refused(
                abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidWindow.selector, effective, to)
            );
            voting.openDesign(9, from, to, "");
        } else {
            voting.openDesign(9, from, to, "");
            same(voting.designOf(9).opensAt, effective, "opensAt");
            same(voting.designOf(9).closesAt, to, "closesAt");
        }
    }

    function test_aSignedBallotCountsOnceAndOnlyForWhatWasSigned(uint256 keySeed, uint256 deadline) external {
        uint256 tokenId = mintTo(alice, 1);
        uint256 other = mintTo(alice, 2);
        uint256 key = fold(keySeed, 1, HALF_ORDER);
        vm.assume(key != ALICE_KEY);
        deadline = fold(deadline, block.timestamp, type(uint256).max - 1);
        IFluxVoting.Ballot memory ballot = ballotOf(key, alice, ids(tokenId), deadline);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, alice));
        voting.voteBySig(ballot);

        ballot = ballotOf(ALICE_KEY, alice, ids(tokenId), deadline);
        ballot.tokenIds = ids(other);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, alice));
        voting.voteBySig(ballot);

        ballot.tokenIds = ids(tokenId);
        bytes memory low = ballot.signature;
        ballot.signature = withHighS(low);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, alice));
        voting.voteBySig(ballot);

        ballot.signature = low;
        voting.voteBySig(ballot);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingAlreadyVoted.selector, DESIGN, tokenId));
        voting.voteBySig(ballot);
        same(voting.votesOf(DESIGN), 1, "votes");
    }

    function test_aHostileWalletsBallotIsRefusedByName(uint8 manner) external {
        uint256 kind = fold(manner, 0, uint256(type(HostileWallet.Manner).max));
        address wallet = address(new HostileWallet(HostileWallet.Manner(kind)));
        IFluxVoting.Ballot memory ballot = ballotOf(
            ALICE_KEY,
            wallet,
            ids(mintTo(wallet, 1)),
            block.timestamp
        );
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, wallet));
        voting.voteBySig{gas: 5_000_000}(ballot);
        same(voting.votesOf(DESIGN), 0, "votes");
    }

    function test_nobodyIsNoAdmin() external {
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidAdmin.selector, address(0)));
        new FluxVoting(address(0), garment);
    }

    function test_voteManyCountsGoodBallotsAroundAnyBadOne(uint8 manner, uint8 badAt) external {
        uint256 kind = fold(manner, 0, uint256(type(HostileWallet.Manner).max));
        uint256 bad = fold(badAt, 0, 3);
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](4);
        for (uint256 i = 0; i < 4; ++i) {
            address voter = i == bad
                ? address(new HostileWallet(HostileWallet.Manner(kind)))
                : i == 3
                    ? address(new KeyWallet(alice))
                    : alice;
            ballots[i] = ballotOf(ALICE_KEY, voter, ids(mintTo(voter, i + 1)), block.timestamp);
        }
        voting.voteMany{gas: 1_000_000}(ballots);
        same(voting.votesOf(DESIGN), 3, "votes");
        for (uint256 i = 0; i < 4; ++i) {
            holds(voting.hasVoted(DESIGN, ballots[i].tokenIds[0]) == (i != bad), "who voted");
        }
    }

    function test_aWalletHas150000GasToAnswerAndNotMuchMore() external {
        uint256[2] memory appetites = [uint256(149_500), 155_000];
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](2);
        for (uint256 i = 0; i < 2; ++i) {
            address wallet = address(new HungryWallet(appetites[i]));
            ballots[i] = ballotOf(ALICE_KEY, wallet, ids(mintTo(wallet, i + 1)), block.timestamp);
        }
        voting.voteMany(ballots);
        holds(voting.hasVoted(DESIGN, idOf(1)), "within the bound");
        holds(!voting.hasVoted(DESIGN, idOf(2)), "over the bound");
        voting.voteBySig(ballots[1]);
        holds(voting.hasVoted(DESIGN, idOf(2)), "alone");
    }

    /// @dev Reading it alone would take more than the bound.
    function test_aWalletsSignatureThatIsTooLongToReadIsSkipped() external {
        address wallet = address(new KeyWallet(alice));
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](2);
        ballots[0] = ballotOf(ALICE_KEY, wallet, ids(mintTo(wallet, 1)), block.timestamp);
        ballots[0].signature = new bytes(400_000);
        ballots[1] = ballotOf(ALICE_KEY, alice, ids(mintTo(alice, 2)), block.timestamp);
        voting.voteMany(ballots);
        same(voting.votesOf(DESIGN), 1, "votes");
        holds(voting.hasVoted(DESIGN, idOf(2)), "the other ballot");
    }

    function test_voteManyIsNotStarvedByFortyNineWalletsThatBurnTheirGas() external {
        expectOneVoteAfter(HostileWallet.Manner.BurnAllGas);
    }

    function test_voteManyIsNotStarvedByFortyNineWalletsThatAnswerAtLength() external {
        expectOneVoteAfter(HostileWallet.Manner.ReturnAllItCan);
    }

    /// @dev Each may cost its bound and its own ballot, and nothing for the wallets that came before it.
    function expectOneVoteAfter(HostileWallet.Manner manner) private {
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](50);
        for (uint256 i = 0; i < 49; ++i) {
            address wallet = address(new HostileWallet(manner));
            ballots[i] = ballotOf(ALICE_KEY, wallet, ids(mintTo(wallet, i + 1)), block.timestamp);
        }
        ballots[49] = ballotOf(ALICE_KEY, alice, ids(mintTo(alice, 50)), block.timestamp);
        voting.voteMany{gas: 50 * 170_000}(ballots);
        same(voting.votesOf(DESIGN), 1, "votes");
        holds(voting.hasVoted(DESIGN, idOf(50)), "the last ballot");
    }
}
