// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {FluxGarment} from "./FluxGarment.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxTest} from "./test-support/FluxTest.sol";

contract FluxGarmentTest is FluxTest {
    function test_anyGarmentOfAnyBatchIsMintedToItsIdOnce(
        uint256 batchSeed,
        uint256 serialSeed,
        bytes32 tagHash,
        address to
    ) external {
        vm.assume(to != address(0) && tagHash != bytes32(0));
        uint256 batchId = fold(batchSeed, BATCH + 1, type(uint32).max);
        uint256 serial = fold(serialSeed, 1, 999_999);
        uint256 tokenId = batchId * 1_000_000 + serial;
        garment.openBatch(batchId, 999_999, "ipfs://fuzzed");

        garment.mintProduct(mintOf(to, tokenId, tagHash));
        garment.mintProduct(mintOf(to, tokenId, tagHash));

        same(garment.ownerOf(tokenId), to, "owner");
        same(garment.balanceOf(to), 1, "balance");
        same(garment.tokenOfTag(tagHash), tokenId, "token of tag");
        same(garment.batchOf(batchId).minted, 1, "minted");
        IFluxGarment.ProductMetadata memory metadata = garment.getProductMetadata(tokenId);
        same(metadata.batchId, batchId, "batch");
        same(metadata.serial, serial, "serial");
        same(metadata.heldSince, block.timestamp, "held since");
    }

    function test_theSameMintAgainIsANoOpWhereverTheGarmentWent(address to, bytes32 orderRef) external {
        vm.assume(to != address(0));
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        vm.prank(alice);
        garment.transferFrom(alice, bob, tokenId);
        garment.retag(tokenId, keccak256("new tag"));
        garment.vaultBatch(BATCH);

        garment.mintProduct(IFluxGarment.Mint(to, tokenId, keccak256("tag"), orderRef));

        same(garment.ownerOf(tokenId), bob, "owner");
        same(garment.batchOf(BATCH).minted, 1, "minted");
        same(garment.tokenOfTag(keccak256("tag")), 0, "the retired tag");
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

    function test_aHundredGarmentsForAHundredBuyersFitIntoOneTransaction() external {
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](100);
        for (uint256 i = 0; i < 100; ++i) {
            mints[i] = mintOf(vm.addr(i + 1), idOf(i + 1), keccak256(abi.encode(i)));
        }
        // EIP-7825's bound of a transaction, less what this one pays for itself and its calldata.
        garment.mintProducts{gas: 16_777_216 - 21_000 - 100 * 1_611}(mints);
        for (uint256 i = 0; i < 100; ++i) same(garment.ownerOf(idOf(i + 1)), vm.addr(i + 1), "owner");
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

    function test_aTakenIdWithAnyOtherTagReverts(bytes32 tagHash, address to) external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        vm.assume(tagHash != keccak256("tag") && to != address(0));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentTokenTaken.selector, tokenId));
        garment.mintProduct(mintOf(alice, tokenId, tagHash));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentTokenTaken.selector, tokenId));
        garment.mintProduct(mintOf(to, tokenId, tagHash));
    }

    function test_aSerialOutsideTheCapIsNeverMinted(uint256 serialSeed) external {
        uint256 serial = fold(serialSeed, CAP + 1, 999_999);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidSerial.selector, idOf(serial), CAP));
        garment.mintProduct(mintOf(alice, idOf(serial), keccak256("tag")));
    }

    function test_idsOfUnopenedBatchesAreNeverMinted(uint256 tokenId) external {
        vm.assume(tokenId / 1_000_000 != BATCH);
        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchUnknown.selector, tokenId / 1_000_000)
        );
        garment.mintProduct(mintOf(alice, tokenId, keccak256("tag")));
    }

    function test_countAsWellAsSerialIsHeldToALoweredCap() external {
        mintTo(alice, 299);
        mintTo(alice, 300);
        garment.lowerCap(BATCH, 2);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchFull.selector, BATCH, 2));
        garment.mintProduct(mintOf(alice, idOf(1), keccak256("one more")));
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

    function test_nobodyIsNoAdmin() external {
        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidAdmin.selector, address(0))
        );
        new FluxGarment(address(0));
    }
}
