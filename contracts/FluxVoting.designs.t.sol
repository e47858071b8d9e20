// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxVoting} from "./FluxVoting.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {FluxTest} from "./test-support/FluxTest.sol";

contract FluxVotingDesignsTest is FluxTest {
    function test_aDesignIsOpenedOnceAndDecidedOnceAfterItsVote(bool approved) external {
        uint64 closesAt = uint64(block.timestamp + 100);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingDesignUnknown.selector, 1));
        voting.decide(1, approved);
        voting.openDesign(1, 0, closesAt, "ipfs://design");
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingDesignAlreadyOpened.selector, 1));
        voting.openDesign(1, 0, closesAt, "");
        vm.warp(closesAt - 1);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingStillOpen.selector, 1, closesAt));
        voting.decide(1, approved);
        vm.warp(closesAt);
        voting.decide(1, approved);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingAlreadyDecided.selector, 1));
        voting.decide(1, !approved);
        IFluxVoting.Design memory design = voting.designOf(1);
        holds(design.decided && design.approved == approved, "the decision");
        same(design.uri, "ipfs://design");
    }

    function test_whatIsNoVoteIsRefused() external {
        uint256[] memory none = new uint256[](0);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingDesignUnknown.selector, 1));
        voting.vote(1, none);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingDesignUnknown.selector, 1));
        voting.designOf(1);
        voting.openDesign(1, 0, uint64(block.timestamp + 10), "");
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingEmptyBallot.selector));
        voting.vote(1, none);
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingEmptyBallot.selector));
        voting.voteMany(new IFluxVoting.Ballot[](0));

        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = IFluxVoting.Ballot(alice, 1, none, block.timestamp - 1, "");
        refused(
            abi.encodeWithSelector(IFluxVoting.FluxVotingBallotExpired.selector, block.timestamp - 1)
        );
        voting.voteBySig(ballots[0]);
        voting.voteMany(ballots);
        same(voting.votesOf(1), 0, "votes");
    }

    function test_onlyWhatIsAnERC721CanBeTheGarments() external {
        address[2] memory others = [alice, address(voting)];
        for (uint256 i = 0; i < 2; ++i) {
            refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidGarment.selector, others[i]));
            new FluxVoting(address(this), IFluxGarment(others[i]));
        }
    }

    function test_aPageOfVotesIsEachOfThem(uint8 howMany) external {
        same(address(voting.garment()), address(garment), "the garments");
        (uint256 count, uint256 length) = (fold(howMany, 0, 5), 6);
        uint256[] memory designIds = new uint256[](2);
        (designIds[0], designIds[1]) = (1, 2);
        uint256[] memory tokenIds = new uint256[](length);
        for (uint256 i = 0; i < length; ++i) tokenIds[i] = mintTo(alice, 1 + i * 50);
        vm.warp(block.timestamp + 1);
        voting.openDesign(1, 0, uint64(block.timestamp + 10), "");
        for (uint256 i = 0; i < count; ++i) {
            uint256[] memory one = new uint256[](1);
            one[0] = tokenIds[i];
            vm.prank(alice);
            voting.vote(1, one);
        }
        uint256[] memory votes = voting.votesOfMany(designIds);
        same(votes[0], count, "votes");
        same(votes[1], 0, "votes of a design nobody opened");
        bool[] memory voted = voting.hasVotedMany(1, tokenIds);
        for (uint256 i = 0; i < length; ++i) holds(voted[i] == (i < count), "who voted");
    }
}
