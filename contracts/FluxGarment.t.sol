// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "./FluxGarment.sol";
import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxTest} from "./test-support/FluxTest.sol";
import {HostileWallet, KeyWallet} from "./test-support/Wallets.sol";

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

    /// @dev What a replaced tag is bound to is a number that no token has: naming it is no repeat of anything.
    function test_aMintThatNamesAReplacedTagsBindingIsNoRepeat() external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        garment.retag(tokenId, keccak256("new tag"));
        IFluxGarment.Mint[] memory mints = new IFluxGarment.Mint[](1);
        mints[0] = mintOf(alice, tokenId | (1 << 64), keccak256("new tag"));
        bytes memory unknown = abi.encodeWithSelector(
            IFluxGarment.FluxGarmentBatchUnknown.selector,
            mints[0].tokenId / 1_000_000
        );
        vm.expectRevert(unknown);
        garment.mintProduct(mints[0]);
        vm.expectRevert(unknown);
        garment.mintProducts(mints);
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

    function test_aTakenIdWithAnyOtherTagReverts(bytes32 tagHash) external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        vm.assume(tagHash != keccak256("tag"));
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentTokenTaken.selector, tokenId));
        garment.mintProduct(mintOf(alice, tokenId, tagHash));
    }

    function test_aBoundTagNeverBindsToAnyOtherId(uint256 serialSeed) external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        uint256 other = idOf(fold(serialSeed, 2, CAP));
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagTaken.selector, keccak256("tag"), tokenId)
        );
        garment.mintProduct(mintOf(alice, other, keccak256("tag")));
        garment.retag(tokenId, keccak256("new tag"));
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagTaken.selector, keccak256("tag"), tokenId)
        );
        garment.mintProduct(mintOf(alice, other, keccak256("tag")));
    }

    function test_aSerialOutsideTheCapIsNeverMinted(uint256 serialSeed) external {
        uint256 serial = fold(serialSeed, CAP + 1, 999_999);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidSerial.selector, idOf(serial), CAP));
        garment.mintProduct(mintOf(alice, idOf(serial), keccak256("tag")));
    }

    function test_idsOfUnopenedBatchesAreNeverMinted(uint256 tokenId) external {
        vm.assume(tokenId / 1_000_000 != BATCH);
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchUnknown.selector, tokenId / 1_000_000)
        );
        garment.mintProduct(mintOf(alice, tokenId, keccak256("tag")));
    }

    function test_countAsWellAsSerialIsHeldToALoweredCap() external {
        mintTo(alice, 299);
        mintTo(alice, 300);
        garment.lowerCap(BATCH, 2);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentBatchFull.selector, BATCH, 2));
        garment.mintProduct(mintOf(alice, idOf(1), keccak256("one more")));
    }

    function test_transferBySigIsRefusedWhenAnyOfItsValuesDiffersFromTheSignedOnes(
        address to,
        uint256 moves,
        uint256 deadline
    ) external {
        uint256 tokenId = mintTo(alice, 1);
        uint256 until = block.timestamp + 1 hours;
        vm.assume(to != address(0));
        vm.assume(to != bob || moves != 0 || deadline != until);
        bytes memory signature = signMove(ALICE_KEY, "Transfer", to, tokenId, moves, deadline);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, until, signature);
    }

    function test_transferBySigIsRefusedFromAnyOtherKeyOrRandomBytes(uint256 keySeed, bytes memory noise) external {
        uint256 tokenId = mintTo(alice, 1);
        uint256 key = fold(keySeed, 1, HALF_ORDER);
        vm.assume(key != ALICE_KEY);
        bytes memory signature = signMove(key, "Transfer", bob, tokenId, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, signature);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, noise);
    }

    function test_aHighSIsRefusedFromOwnerAndTag(uint256 deadlineSeed) external {
        uint256 tokenId = mintTagged(alice, 1, tagHashOf(chip));
        uint256 deadline = fold(deadlineSeed, block.timestamp, type(uint256).max - 1);
        bytes memory transfer = withHighS(signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, deadline));
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, deadline);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, deadline);

        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, deadline, transfer);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.handover(bob, tokenId, deadline, withHighS(consent), proof);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidTagSignature.selector, tokenId));
        garment.handover(bob, tokenId, deadline, consent, withHighS(proof));

        garment.handover(bob, tokenId, deadline, consent, proof);
        same(garment.ownerOf(tokenId), bob, "owner");
    }

    function test_everyMoveVoidsEveryOlderSignature(uint8 moves) external {
        uint256 tokenId = mintTagged(alice, 1, tagHashOf(chip));
        bytes memory transfer = signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, block.timestamp);
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, block.timestamp);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, block.timestamp);
        // Alice to herself: the holder is the signer again, only the count of moves has changed.
        uint256 count = fold(moves, 1, 20);
        vm.startPrank(alice);
        for (uint256 i = 0; i < count; ++i) garment.transferFrom(alice, alice, tokenId);
        vm.stopPrank();

        same(garment.movesOf(tokenId), count, "moves");
        same(garment.balanceOf(alice), 1, "balance");
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, transfer);
        bytes memory freshProof = signMove(CHIP_KEY, "TagProof", bob, tokenId, count, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.handover(bob, tokenId, block.timestamp, consent, freshProof);
        bytes memory freshConsent = signMove(ALICE_KEY, "Handover", bob, tokenId, count, block.timestamp);
        try garment.handover(bob, tokenId, block.timestamp, freshConsent, proof) {
            holds(false, "an older tag proof counted");
        } catch (bytes memory reason) {
            // The stale proof recovers to some other address, whose tag nobody bound.
            holds(bytes4(reason) == IFluxGarment.FluxGarmentTagMismatch.selector, "reason");
        }
    }

    function test_aTagAloneMovesNothing(uint256 keySeed) external {
        uint256 tokenId = mintTagged(alice, 1, tagHashOf(chip));
        uint256 key = fold(keySeed, 1, HALF_ORDER);
        vm.assume(key != ALICE_KEY);
        bytes memory consent = signMove(key, "Handover", bob, tokenId, 0, block.timestamp);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.handover(bob, tokenId, block.timestamp, consent, proof);
    }

    function test_aContractWalletOwnsAndSigns() external {
        address wallet = address(new KeyWallet(alice));
        uint256 tokenId = mintTo(wallet, 1);
        garment.transferBySig(
            bob,
            tokenId,
            block.timestamp,
            signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, block.timestamp)
        );
        same(garment.ownerOf(tokenId), bob, "owner");
    }

    function test_hostileWalletsHoldUpNoMintAndSignNothing(uint8 manner) external {
        uint256 kind = fold(manner, 0, uint256(type(HostileWallet.Manner).max));
        address wallet = address(new HostileWallet(HostileWallet.Manner(kind)));
        uint256 tokenId = mintTo(wallet, 1);
        bytes memory signature = signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, block.timestamp);
        bytes memory refusal = abi.encodeWithSelector(
            IFluxGarment.FluxGarmentInvalidOwnerSignature.selector,
            wallet
        );
        vm.expectRevert(refusal);
        garment.transferBySig{gas: 5_000_000}(bob, tokenId, block.timestamp, signature);
        same(garment.ownerOf(tokenId), wallet, "owner");
        same(garment.movesOf(tokenId), 0, "moves");

        bytes32 tagHash = tagHashOf(chip);
        garment.retag(tokenId, tagHash);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, block.timestamp);
        vm.expectRevert(refusal);
        garment.handover{gas: 5_000_000}(bob, tokenId, block.timestamp, signature, proof);

        garment.grantRole(garment.ATTESTOR_ROLE(), wallet);
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidAttestation.selector, wallet)
        );
        garment.handoverAttested{gas: 5_000_000}(
            bob,
            tokenId,
            block.timestamp,
            signature,
            tagHash,
            wallet,
            signature
        );
        same(garment.ownerOf(tokenId), wallet, "owner");
    }

    function test_nobodyIsNoAdmin() external {
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidAdmin.selector, address(0))
        );
        new FluxGarment(address(0));
    }

    function test_noTagAtAllIsNoGarmentsTag() external {
        uint256 tokenId = mintTo(alice, 1);
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, block.timestamp);
        vm.expectRevert(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagMismatch.selector, tokenId, bytes32(0))
        );
        garment.handoverAttested(bob, tokenId, block.timestamp, consent, bytes32(0), address(this), "");
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
}
