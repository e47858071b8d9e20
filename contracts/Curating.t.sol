// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {FluxVoting} from "./FluxVoting.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {FluxTest} from "./test-support/FluxTest.sol";

/// @title What curators, minters and attestors do, and each of their acts that is refused
contract CuratingTest is FluxTest {
    function test_aBatchIsOpenedOnceWithinItsBounds(uint256 batchId, uint32 cap) external {
        if (batchId == 0 || batchId > type(uint32).max) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidBatchId.selector, batchId));
        } else if (cap == 0 || cap > 999_999) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, cap));
        } else if (batchId == BATCH) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchAlreadyOpened.selector, batchId));
        }
        garment.openBatch(batchId, cap, "");
    }

    function test_noBoundOfABatchIsOneOff() external {
        uint256 highest = type(uint32).max;
        garment.openBatch(1, 1, "");
        garment.openBatch(highest, 999_999, "");
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidBatchId.selector, highest + 1));
        garment.openBatch(highest + 1, 1, "");
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, 1_000_000));
        garment.openBatch(2, 1_000_000, "");
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, 0));
        garment.openBatch(2, 0, "");
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchAlreadyOpened.selector, 1));
        garment.openBatch(1, 5, "");
    }

    function test_aCapFallsToAnythingBelowItThatCoversWhatWasMinted(uint32 cap, uint8 mintedSeed) external {
        uint32 minted = uint32(fold(mintedSeed, 1, 5));
        for (uint256 i = 1; i <= minted; ++i) mintTo(alice, i);
        if (cap == 0) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, 0));
        } else if (cap >= CAP) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentCapNotLower.selector, BATCH, CAP, cap));
        } else if (cap < minted) {
            refused(
                abi.encodeWithSelector(IFluxGarment.FluxGarmentCapBelowMinted.selector, BATCH, minted, cap)
            );
        }
        garment.lowerCap(BATCH, cap);
    }

    function test_noBoundOfACapIsOneOff() external {
        mintTo(alice, 1);
        mintTo(alice, 2);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, 0));
        garment.lowerCap(BATCH, 0);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentCapNotLower.selector, BATCH, CAP, CAP));
        garment.lowerCap(BATCH, CAP);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentCapBelowMinted.selector, BATCH, 2, 1));
        garment.lowerCap(BATCH, 1);
        garment.lowerCap(BATCH, 2);
        same(garment.batchOf(BATCH).cap, 2, "cap");
    }

    function test_aBatchNobodyOpenedHasNothing(uint256 batchId) external {
        vm.assume(batchId != BATCH);
        bytes memory unknown = abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchUnknown.selector, batchId);
        refused(unknown);
        garment.lowerCap(batchId, 1);
        refused(unknown);
        garment.vaultBatch(batchId);
        refused(unknown);
        garment.updateMetadata(batchId, "");
        refused(unknown);
        garment.setBatchRoyalty(batchId, alice, 1);
        refused(unknown);
        garment.batchOf(batchId);
    }

    function test_metadataIsTheBatchesFolderAndTheSerial() external {
        uint256 tokenId = mintTo(alice, 12);
        same(garment.tokenURI(tokenId), "ipfs://batch/12.json");
        garment.updateMetadata(BATCH, "ipfs://newer");
        same(garment.tokenURI(tokenId), "ipfs://newer/12.json");
        same(garment.getProductMetadata(tokenId).uri, "ipfs://newer/12.json");
        garment.updateMetadata(BATCH, "");
        same(garment.tokenURI(tokenId), "");
        garment.setContractURI("ipfs://contract");
        same(garment.contractURI(), "ipfs://contract");
    }

    function test_manyMintsOverAnyBatchesAreAsManySingleOnes(uint8 perBatch, uint8 sentBefore) external {
        uint256 each = fold(perBatch, 1, 10);
        garment.openBatch(BATCH + 1, 10, "");
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](2 * each);
        for (uint256 i = 0; i < 2 * each; ++i) {
            uint256 tokenId = (BATCH + i / each) * 1_000_000 + 1 + (i % each);
            mints[i] = mintOf(i % 3 == 0 ? alice : bob, tokenId, keccak256(abi.encode(i)));
        }
        for (uint256 i = 0; i < fold(sentBefore, 0, 2 * each); ++i) garment.mintProduct(mints[i]);
        garment.mintProducts(mints);
        garment.mintProducts(mints);
        for (uint256 i = 0; i < 2 * each; ++i) {
            same(garment.ownerOf(mints[i].tokenId), mints[i].to, "owner");
            same(garment.tokenOfTag(mints[i].tagHash), mints[i].tokenId, "tag");
        }
        same(garment.batchOf(BATCH).minted, each, "minted");
        same(garment.batchOf(BATCH + 1).minted, each, "minted of the next batch");
    }

    /// @dev Serial 0 of the batch after: the cap that is named tells which batch was looked at.
    function test_aBatchEndsWhereTheNextOnesIdsBegin(uint32 nextCap) external {
        uint32 cap = uint32(fold(nextCap, 1, CAP - 1));
        garment.openBatch(BATCH + 1, cap, "");
        uint256 first = (BATCH + 1) * 1_000_000;
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](2);
        mints[0] = mintOf(alice, idOf(1), keccak256("one"));
        mints[1] = mintOf(alice, first, keccak256("none"));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidSerial.selector, first, cap));
        garment.mintProducts(mints);
        mints[1] = mintOf(alice, first + 1, keccak256("two"));
        garment.mintProducts(mints);
        same(garment.batchOf(BATCH).minted, 1, "minted");
        same(garment.batchOf(BATCH + 1).minted, 1, "minted of the next batch");
    }

    function test_listsThatAreEmptyOrDoNotRiseAreRefused(uint256 first, uint256 second) external {
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentNothingToMint.selector));
        garment.mintProducts(new IFluxGarment.Mint[](0));

        uint256 high = idOf(fold(first, 2, CAP));
        uint256 low = idOf(fold(second, 1, high - idOf(0)));
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](2);
        mints[0] = mintOf(alice, high, keccak256("high"));
        mints[1] = mintOf(alice, low, keccak256("low"));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentIdsNotAscending.selector, high, low));
        garment.mintProducts(mints);
        mints[0] = mintOf(alice, 0, bytes32(0));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentIdsNotAscending.selector, 0, 0));
        garment.mintProducts(mints);
    }

    function test_nobodyAndNoTagAreRefused(uint256 serial) external {
        uint256 tokenId = idOf(fold(serial, 1, CAP));
        refused(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        garment.mintProduct(mintOf(address(0), tokenId, keccak256("tag")));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentZeroTagHash.selector, tokenId));
        garment.mintProduct(mintOf(alice, tokenId, bytes32(0)));
        refused(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        garment.balanceOf(address(0));
        holds(!garment.verifyOwnership(address(0), tokenId), "nobody owns what is not there");
        holds(garment.verifyOwnership(alice, mintTo(alice, 1)), "alice owns hers");
    }

    function test_aPauseStopsMintsAndNothingElse() external {
        uint256 tokenId = mintTo(alice, 1);
        garment.pause();
        refused(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        garment.mintProduct(mintOf(alice, idOf(2), keccak256("two")));
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](1);
        mints[0] = mintOf(alice, idOf(2), keccak256("two"));
        refused(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        garment.mintProducts(mints);
        vm.prank(alice);
        garment.transferFrom(alice, bob, tokenId);
        garment.unpause();
        garment.mintProducts(mints);
        same(garment.movesOf(tokenId), 1, "moves");
        same(garment.movedAt(tokenId), block.timestamp, "moved at");
    }

    function test_aRoyaltyIsAtMostATenth(uint96 feeBps) external {
        bool tooHigh = feeBps > 1_000;
        bytes memory refusal = abi.encodeWithSelector(
            IFluxGarment.FluxGarmentRoyaltyTooHigh.selector,
            feeBps
        );
        if (tooHigh) refused(refusal);
        garment.setDefaultRoyalty(alice, feeBps);
        if (tooHigh) refused(refusal);
        garment.setBatchRoyalty(BATCH, bob, feeBps);
    }

    function test_anAttestedHandoverNeedsTheAttestorTheTagAndTheOwner() external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, block.timestamp);
        bytes memory word = attest(CHIP_KEY, tokenId, keccak256("tag"));
        garment.grantRole(garment.ATTESTOR_ROLE(), chip);

        refused(
            abi.encodeWithSelector(
                IFluxGarment.FluxGarmentTagMismatch.selector,
                tokenId,
                keccak256("another")
            )
        );
        handTo(tokenId, consent, keccak256("another"), word);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidAttestation.selector, chip));
        handTo(tokenId, consent, keccak256("tag"), attest(BOB_KEY, tokenId, keccak256("tag")));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        handTo(tokenId, word, keccak256("tag"), word);

        handTo(tokenId, consent, keccak256("tag"), word);
        same(garment.ownerOf(tokenId), bob, "owner");
    }

    function test_anOwnersSignatureEnds(uint256 deadline, uint256 late) external {
        uint256 tokenId = mintTo(alice, 1);
        deadline = fold(deadline, block.timestamp, type(uint40).max);
        bytes memory signature = signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, deadline);
        vm.warp(fold(late, deadline + 1, deadline + 1_000_000));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentSignatureExpired.selector, deadline));
        garment.transferBySig(bob, tokenId, deadline, signature);
        vm.warp(deadline);
        garment.transferBySig(bob, tokenId, deadline, signature);
    }

    function test_onlyWhatItKeepsIsClaimedAsInterface(bytes4 other) external view {
        bytes4[6] memory kept = [bytes4(0x01ffc9a7), 0x80ac58cd, 0x5b5e139f, 0x2a55205a, 0x49064906, 0xe8a3d485];
        bool isKept = other == 0x7965db0b; // AccessControl
        for (uint256 i = 0; i < kept.length; ++i) {
            holds(garment.supportsInterface(kept[i]), "an interface is not claimed");
            isKept = isKept || other == kept[i];
        }
        holds(garment.supportsInterface(other) == isKept, "claims what it is not");
        holds(!garment.supportsInterface(0xffffffff), "ERC-165's none");
    }

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
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidGarment.selector, alice));
        new FluxVoting(address(this), IFluxGarment(alice));
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

    function refused(bytes memory reason) private {
        vm.expectRevert(reason);
    }

    function attest(uint256 key, uint256 tokenId, bytes32 tagHash) private view returns (bytes memory) {
        return signAttestation(key, bob, tokenId, tagHash, 0, block.timestamp);
    }

    function handTo(uint256 tokenId, bytes memory consent, bytes32 tagHash, bytes memory word) private {
        garment.handoverAttested(bob, tokenId, block.timestamp, consent, tagHash, chip, word);
    }

    function same(string memory left, string memory right) private pure {
        holds(keccak256(bytes(left)) == keccak256(bytes(right)), left);
    }
}
