// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "./FluxGarment.sol";
import {FluxVoting} from "./FluxVoting.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxActors} from "./test-support/FluxActors.sol";
import {Test} from "./test-support/Test.sol";

/// @title What holds after any sequence of acts, accepted or refused
contract FluxInvariantsTest is Test {
    FluxActors private actors;
    FluxGarment private garment;
    FluxVoting private voting;

    function setUp() external {
        actors = new FluxActors();
        (garment, voting) = actors.contracts();
        target(address(actors));
    }

    function invariant_aBatchNeverHoldsMoreThanItsCapAndItsCapNeverRises() external view {
        for (uint256 batchId = 1; batchId <= 2; ++batchId) {
            IFluxGarment.Batch memory batch = garment.batchOf(batchId);
            same(batch.minted, actors.minted(batchId), "minted");
            same(batch.cap, actors.lowestCap(batchId), "cap");
            holds(batch.minted <= batch.cap, "more minted than the cap allows");
        }
    }

    function invariant_aVaultedBatchStaysAsItWas() external view {
        for (uint256 batchId = 1; batchId <= 2; ++batchId) {
            uint256 atVault = actors.mintedWhenVaulted(batchId);
            if (atVault == 0) continue;
            holds(garment.batchOf(batchId).vaulted, "a vault opened");
            same(garment.batchOf(batchId).minted, atVault, "minted");
        }
    }

    function invariant_tagsAndGarmentsAreOneToOne() external view {
        for (uint256 i = 0; i < 16; ++i) {
            bytes32 tagHash = actors.tagAt(i);
            (uint256 tokenId, bool retired) = garment.tagOf(tagHash);
            same(tokenId, actors.everTagged(tagHash), "the garment of a tag");
            if (tokenId == 0) continue;
            holds(retired == (actors.tagOf(tokenId) != tagHash), "retired");
            same(garment.tokenOfTag(tagHash), retired ? 0 : tokenId, "tokenOfTag");
        }
    }

    function invariant_holdersMovesAndBalancesAreThoseOfThePlainModel() external view {
        for (uint256 i = 0; i < 24; ++i) {
            uint256 tokenId = actors.idAt(i);
            (address holder, uint256 movedAt) = garment.holdingOf(tokenId);
            same(holder, actors.ownerOf(tokenId), "holder");
            same(movedAt, actors.movedAt(tokenId), "movedAt");
            if (holder != address(0)) same(garment.movesOf(tokenId), actors.movesOf(tokenId), "moves");
        }
        for (uint256 i = 0; i < 3; ++i) {
            address person = actors.personAt(i);
            same(garment.balanceOf(person), actors.held(person), "balance");
        }
    }

    function invariant_aGarmentVotesAtMostOnceForADesignAndTheTallyIsItsBits() external view {
        for (uint256 designId = 1; designId <= 2; ++designId) {
            uint256 bits = 0;
            for (uint256 i = 0; i < 24; ++i) {
                uint256 tokenId = actors.idAt(i);
                uint256 counted = actors.timesCounted(designId, tokenId);
                holds(counted <= 1, "counted twice");
                holds(voting.hasVoted(designId, tokenId) == (counted == 1), "bit");
                bits += counted;
            }
            same(voting.votesOf(designId), bits, "tally");
            same(voting.votesOf(designId), actors.votes(designId), "votes");
        }
    }
}
