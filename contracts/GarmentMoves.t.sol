// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxTest} from "./test-support/FluxTest.sol";
import {HostileWallet, KeyWallet} from "./test-support/Wallets.sol";

contract GarmentMovesTest is FluxTest {
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
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, until, signature);
    }

    function test_transferBySigIsRefusedFromAnyOtherKeyOrRandomBytes(uint256 keySeed, bytes memory noise) external {
        uint256 tokenId = mintTo(alice, 1);
        uint256 key = fold(keySeed, 1, HALF_ORDER);
        vm.assume(key != ALICE_KEY);
        bytes memory signature = signMove(key, "Transfer", bob, tokenId, 0, block.timestamp);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, signature);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, noise);
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

    function test_aHighSIsRefusedFromOwnerAndTag(uint256 deadlineSeed) external {
        uint256 tokenId = mintTagged(alice, 1, tagHashOf(chip));
        uint256 deadline = fold(deadlineSeed, block.timestamp, type(uint256).max - 1);
        bytes memory transfer = withHighS(signMove(ALICE_KEY, "Transfer", bob, tokenId, 0, deadline));
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, deadline);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, deadline);

        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, deadline, transfer);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.handover(bob, tokenId, deadline, withHighS(consent), proof);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidTagSignature.selector, tokenId));
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
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.transferBySig(bob, tokenId, block.timestamp, transfer);
        bytes memory freshProof = signMove(CHIP_KEY, "TagProof", bob, tokenId, count, block.timestamp);
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
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
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, alice));
        garment.handover(bob, tokenId, block.timestamp, consent, proof);
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
        refused(refusal);
        garment.transferBySig{gas: 5_000_000}(bob, tokenId, block.timestamp, signature);
        same(garment.ownerOf(tokenId), wallet, "owner");
        same(garment.movesOf(tokenId), 0, "moves");

        bytes32 tagHash = tagHashOf(chip);
        garment.retag(tokenId, tagHash);
        bytes memory proof = signMove(CHIP_KEY, "TagProof", bob, tokenId, 0, block.timestamp);
        refused(refusal);
        garment.handover{gas: 5_000_000}(bob, tokenId, block.timestamp, signature, proof);

        garment.grantRole(garment.ATTESTOR_ROLE(), wallet);
        refused(
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

    function attest(uint256 key, uint256 tokenId, bytes32 tagHash) private view returns (bytes memory) {
        return signAttestation(key, bob, tokenId, tagHash, 0, block.timestamp);
    }

    function handTo(uint256 tokenId, bytes memory consent, bytes32 tagHash, bytes memory word) private {
        garment.handoverAttested(bob, tokenId, block.timestamp, consent, tagHash, chip, word);
    }
}
