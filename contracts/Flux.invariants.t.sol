// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "./FluxGarment.sol";
import {FluxVoting} from "./FluxVoting.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {FluxActors} from "./test-support/FluxActors.sol";
import {PlainFlux} from "./test-support/PlainFlux.sol";
import {Test} from "./test-support/Test.sol";

/// @title What holds after any sequence of acts, accepted or refused
contract FluxInvariantsTest is Test {
    FluxActors private actors;
    PlainFlux private model;
    FluxGarment private garment;
    FluxVoting private voting;

    function setUp() external {
        actors = new FluxActors();
        model = actors.model();
        (garment, voting) = actors.contracts();
        target(address(actors));
    }

    /// @dev One walk for all of them, which takes a sixth of the time of six.
    function invariant_theContractsAreWhatThePlainModelIs() external view {
        aBatchNeverHoldsMoreThanItsCapAndItsCapNeverRises();
        aVaultedBatchStaysAsItWas();
        tagsAndGarmentsAreOneToOne();
        holdersMovesAndBalancesAreThoseOfThePlainModel();
        movesNeverFall();
        aGarmentVotesAtMostOnceForADesignAndTheTallyIsItsBits();
    }

    function aBatchNeverHoldsMoreThanItsCapAndItsCapNeverRises() private view {
        for (uint256 batchId = 1; batchId <= 2; ++batchId) {
            IFluxGarment.Batch memory batch = garment.batchOf(batchId);
            (uint256 cap, uint256 minted, bool vaulted) = model.batches(batchId);
            same(batch.minted, minted, "minted");
            same(batch.cap, cap, "cap");
            holds(batch.vaulted == vaulted, "vaulted");
            holds(batch.minted <= batch.cap && batch.cap <= (batchId == 1 ? 150 : 14), "more than the cap allows");
        }
    }

    function aVaultedBatchStaysAsItWas() private view {
        for (uint256 batchId = 1; batchId <= 2; ++batchId) {
            (uint256 cap, uint256 minted, bool vaulted) = actors.atVault(batchId);
            if (!vaulted) continue;
            IFluxGarment.Batch memory batch = garment.batchOf(batchId);
            holds(batch.vaulted, "a vault opened");
            same(batch.minted, minted, "minted");
            same(batch.cap, cap, "cap");
        }
    }

    function tagsAndGarmentsAreOneToOne() private view {
        same(garment.tokenOfTag(bytes32(0)), 0, "the garment of no tag");
        uint256 tags = actors.TAGS();
        for (uint256 i = 0; i < tags; ++i) {
            bytes32 tagHash = actors.tagAt(i);
            (uint256 tokenId, bool retired) = garment.tagOf(tagHash);
            same(tokenId, model.everTagged(tagHash), "the garment of a tag");
            if (tokenId == 0) continue;
            (, , , , , bytes32 present) = model.garments(tokenId);
            holds(retired == (present != tagHash), "retired");
            same(garment.tokenOfTag(tagHash), retired ? 0 : tokenId, "tokenOfTag");
        }
    }

    function holdersMovesAndBalancesAreThoseOfThePlainModel() private view {
        uint256[3] memory owned;
        uint256 ids = actors.IDS() + actors.NO_IDS();
        for (uint256 i = 0; i < ids; ++i) {
            uint256 tokenId = actors.idAt(i);
            (address holder, address approved, uint256 heldSince, uint256 moves, , ) = model.garments(tokenId);
            (address itsHolder, uint256 movedAt) = garment.holdingOf(tokenId);
            same(itsHolder, holder, "holder");
            same(movedAt, moves == 0 ? 0 : heldSince, "movedAt");
            if (holder == address(0)) continue;
            same(garment.movesOf(tokenId), moves, "moves");
            same(garment.getApproved(tokenId), approved, "approved");
            for (uint256 j = 0; j < 3; ++j) if (holder == actors.personAt(j + 1)) owned[j] += 1;
        }
        for (uint256 j = 0; j < 3; ++j) {
            same(garment.balanceOf(actors.personAt(j + 1)), owned[j], "balance");
            same(model.held(actors.personAt(j + 1)), owned[j], "balance of the model");
        }
    }

    function movesNeverFall() private view {
        uint256 ids = actors.IDS();
        for (uint256 i = 0; i < ids; ++i) {
            uint256 tokenId = actors.idAt(i);
            uint256 seen = actors.movesSeen(tokenId);
            if (seen != 0) holds(garment.movesOf(tokenId) >= seen, "moves fell");
        }
    }

    function aGarmentVotesAtMostOnceForADesignAndTheTallyIsItsBits() private view {
        uint256 ids = actors.IDS() + actors.NO_IDS();
        for (uint256 designId = 1; designId <= 2; ++designId) {
            uint256 bits = 0;
            for (uint256 i = 0; i < ids; ++i) {
                bool voted = voting.hasVoted(designId, actors.idAt(i));
                holds(voted == model.voted(designId, actors.idAt(i)), "bit");
                if (voted) ++bits;
            }
            IFluxVoting.Design memory design = voting.designOf(designId);
            (, , uint256 votes, bool decided, bool approved) = model.designs(designId);
            same(design.votes, bits, "tally");
            same(votes, bits, "votes of the model");
            holds(design.decided == decided && design.approved == approved, "the decision");
        }
    }
}
