// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ERC2981} from "@openzeppelin/contracts/token/common/ERC2981.sol";

import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxTest} from "./test-support/FluxTest.sol";

contract GarmentBatchesTest is FluxTest {
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

    function test_royaltiesFollowTheBatch(uint256 salePrice, uint256 serialSeed) external {
        uint256 price = fold(salePrice, 0, type(uint128).max);
        uint256 tokenId = idOf(fold(serialSeed, 1, CAP));
        garment.setDefaultRoyalty(alice, 500);
        garment.setBatchRoyalty(BATCH, bob, 1_000);
        (address receiver, uint256 amount) = garment.royaltyInfo(tokenId, price);
        same(receiver, bob, "receiver");
        same(amount, price / 10, "amount");
        (receiver, amount) = garment.royaltyInfo(tokenId + 1_000_000, price);
        same(receiver, alice, "receiver of the default");
        same(amount, price / 20, "amount of the default");
    }

    function test_aBatchOpensWithARoyaltyOfItsOwnWithinTheSameBounds(
        uint256 batchId,
        uint32 cap,
        uint96 feeBps
    ) external {
        garment.setDefaultRoyalty(alice, 500);
        bool opens = false;
        if (batchId == 0 || batchId > type(uint32).max) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidBatchId.selector, batchId));
        } else if (cap == 0 || cap > 999_999) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidCap.selector, cap));
        } else if (batchId == BATCH) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchAlreadyOpened.selector, batchId));
        } else if (feeBps > 1_000) {
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentRoyaltyTooHigh.selector, feeBps));
        } else {
            opens = true;
        }
        garment.openBatchWithRoyalty(batchId, cap, "ipfs://batch", bob, feeBps);
        if (opens) sameRoyalty(batchId, cap, bob, feeBps);
    }

    function test_noBoundOfARoyaltyAtTheOpeningIsOneOff() external {
        garment.setDefaultRoyalty(alice, 500);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentRoyaltyTooHigh.selector, 1_001));
        garment.openBatchWithRoyalty(1, 5, "ipfs://batch", bob, 1_001);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchUnknown.selector, 1));
        garment.batchOf(1);
        garment.openBatchWithRoyalty(1, 5, "ipfs://batch", bob, 1_000);
        sameRoyalty(1, 5, bob, 1_000);
        garment.openBatchWithRoyalty(2, 5, "ipfs://batch", bob, 0);
        sameRoyalty(2, 5, bob, 0);
        garment.openBatch(3, 5, "ipfs://batch");
        sameRoyalty(3, 5, alice, 500);
        refused(
            abi.encodeWithSelector(ERC2981.ERC2981InvalidTokenRoyaltyReceiver.selector, 4_000_000, address(0))
        );
        garment.openBatchWithRoyalty(4, 5, "ipfs://batch", address(0), 1);
    }

    function test_theOwnerIsANameAndNoPower(address account) external {
        vm.assume(account != address(this));
        same(garment.owner(), address(0), "owner at first");
        garment.setOwner(account);
        same(garment.owner(), account, "owner");
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector,
            account,
            bytes32(0)
        );
        refused(refusal);
        vm.prank(account);
        garment.setOwner(bob);
        refused(refusal);
        vm.prank(account);
        garment.setDefaultRoyalty(account, 1);
        garment.setOwner(address(0));
        same(garment.owner(), address(0), "owner when nobody is named");
    }

    function sameRoyalty(uint256 batchId, uint32 cap, address receiver, uint96 feeBps) private view {
        (address paid, uint256 amount) = garment.royaltyInfo(batchId * 1_000_000 + cap, 10_000);
        same(paid, receiver, "receiver");
        same(amount, feeBps, "amount");
        same(garment.batchOf(batchId).cap, cap, "cap");
        same(garment.batchOf(batchId).uri, "ipfs://batch");
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
}
