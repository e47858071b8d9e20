// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {IFluxVoting} from "./interfaces/IFluxVoting.sol";
import {Signatures} from "./Signatures.sol";
import {FluxTest} from "./test-support/FluxTest.sol";
import {HostileWallet, KeyWallet} from "./test-support/Wallets.sol";

/// @dev The library as a contract sees it.
contract Asker {
    using Signatures for address;

    function isSigned(address signer, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return signer.isSigned(digest, signature);
    }
}

/// @dev Reverts with the very word that would mean yes.
contract LoudRefuser {
    fallback() external {
        LowLevelCall.bubbleRevert(abi.encode(IERC1271.isValidSignature.selector));
    }
}

contract SignaturesTest is FluxTest {
    Asker private asker;

    function setUp() public override {
        super.setUp();
        asker = new Asker();
    }

    function test_aKeysSignatureIsItsAndNobodyElses(
        uint256 keySeed,
        uint256 otherSeed,
        bytes32 digest
    ) external view {
        uint256 key = fold(keySeed, 1, HALF_ORDER);
        uint256 other = fold(otherSeed, 1, HALF_ORDER);
        vm.assume(key != other);
        expectAnswer(vm.addr(key), digest, sign(key, digest), true);
        expectAnswer(vm.addr(other), digest, sign(key, digest), false);
        // Not just any other digest: two that differ by the order of the group are one to ECDSA.
        expectAnswer(vm.addr(key), keccak256(abi.encode(digest)), sign(key, digest), false);
        expectAnswer(vm.addr(key), digest, withHighS(sign(key, digest)), false);
    }

    function test_whatIsNoSignatureIsNobodys(bytes32 digest, bytes calldata noise) external view {
        vm.assume(noise.length != 65);
        // A malformed signature recovers the zero address.
        expectAnswer(address(0), digest, noise, false);
        expectAnswer(alice, digest, noise, false);
        expectAnswer(address(0), digest, new bytes(65), false);
    }

    function test_aWalletSpeaksForItsKey(bytes32 digest) external {
        address wallet = address(new KeyWallet(alice));
        expectAnswer(wallet, digest, sign(ALICE_KEY, digest), true);
        expectAnswer(wallet, digest, sign(BOB_KEY, digest), false);
    }

    function test_aWalletThatRefusesHasNotSignedWhateverItSays(bytes32 digest) external {
        expectAnswer(address(new LoudRefuser()), digest, sign(ALICE_KEY, digest), false);
    }

    function test_aWalletThatAnswersAnythingElseHasNotSigned(uint8 manner, bytes32 digest) external {
        HostileWallet.Manner kind = HostileWallet.Manner(
            fold(manner, 0, uint256(type(HostileWallet.Manner).max))
        );
        address wallet = address(new HostileWallet(kind));
        bytes memory signature = sign(ALICE_KEY, digest);
        holds(!asker.isSigned{gas: 5_000_000}(wallet, digest, signature), "signed");
    }

    /// @dev Nobody holds what was never minted, and a broken signature recovers nobody: the two must not meet.
    function test_nobodyVotesWithWhatWasNeverMinted(uint256 serial, bytes calldata noise) external {
        vm.assume(noise.length != 65);
        voting.openDesign(1, 0, uint64(block.timestamp + 10), "");
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        uint256[] memory tokenIds = new uint256[](1);
        tokenIds[0] = idOf(fold(serial, 1, CAP));
        ballots[0] = IFluxVoting.Ballot(address(0), 1, tokenIds, block.timestamp, noise);
        refused(
            abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, address(0))
        );
        voting.voteBySig(ballots[0]);
        voting.voteMany(ballots);
        same(voting.votesOf(1), 0, "votes");
    }

    function test_aWalletThatRefusesVotesForNothing() external {
        voting.openDesign(1, 0, uint64(block.timestamp + 10), "");
        address wallet = address(new LoudRefuser());
        uint256[] memory tokenIds = new uint256[](1);
        tokenIds[0] = mintTo(wallet, 1);
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](1);
        ballots[0] = IFluxVoting.Ballot(wallet, 1, tokenIds, block.timestamp, "");
        refused(abi.encodeWithSelector(IFluxVoting.FluxVotingInvalidSignature.selector, wallet));
        voting.voteBySig(ballots[0]);
        voting.voteMany(ballots);
        same(voting.votesOf(1), 0, "votes");

        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentInvalidOwnerSignature.selector, wallet)
        );
        garment.transferBySig(alice, tokenIds[0], block.timestamp, "");
    }

    function expectAnswer(address signer, bytes32 digest, bytes memory signature, bool expected) private view {
        holds(asker.isSigned(signer, digest, signature) == expected, "signed");
    }
}
