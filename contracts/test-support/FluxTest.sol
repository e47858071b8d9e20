// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "../FluxGarment.sol";
import {FluxVoting} from "../FluxVoting.sol";
import {IFluxGarment} from "../interfaces/IFluxGarment.sol";
import {IFluxVoting} from "../interfaces/IFluxVoting.sol";
import {Test} from "./Test.sol";

/// @title A deployed pair in which the test contract holds every role, and keys that sign for it
abstract contract FluxWorld is Test {
    uint256 internal constant ALICE_KEY = 0xa11ce;
    uint256 internal constant BOB_KEY = 0xb0b;
    uint256 internal constant CHIP_KEY = 0xc41b;
    uint256 internal constant BATCH = 7;
    uint32 internal constant CAP = 300;
    /// @dev Half the order of secp256k1's group, the highest s that is not high.
    uint256 internal constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    uint256 internal constant ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    FluxGarment internal garment;
    FluxVoting internal voting;
    address internal alice;
    address internal bob;
    address internal chip;

    function deploy() internal {
        vm.warp(1_800_000_000);
        garment = new FluxGarment(address(this));
        voting = new FluxVoting(address(this), garment);
        garment.grantRole(garment.MINTER_ROLE(), address(this));
        garment.grantRole(garment.CURATOR_ROLE(), address(this));
        garment.grantRole(garment.TAGGER_ROLE(), address(this));
        garment.grantRole(garment.ATTESTOR_ROLE(), address(this));
        garment.grantRole(garment.PAUSER_ROLE(), address(this));
        voting.grantRole(voting.CURATOR_ROLE(), address(this));
        garment.openBatch(BATCH, CAP, "ipfs://batch");
        alice = vm.addr(ALICE_KEY);
        bob = vm.addr(BOB_KEY);
        chip = vm.addr(CHIP_KEY);
    }

    function mintTo(address to, uint256 serial) internal returns (uint256 tokenId) {
        return mintTagged(to, serial, keccak256(abi.encode("tag", serial)));
    }

    function mintTagged(address to, uint256 serial, bytes32 tagHash) internal returns (uint256 tokenId) {
        tokenId = idOf(serial);
        garment.mintProduct(mintOf(to, tokenId, tagHash));
    }

    function mintOf(
        address to,
        uint256 tokenId,
        bytes32 tagHash
    ) internal pure returns (IFluxGarment.Mint memory) {
        return
            IFluxGarment.Mint({to: to, tokenId: tokenId, tagHash: tagHash, orderRef: keccak256("an order line")});
    }

    function idOf(uint256 serial) internal pure returns (uint256) {
        return BATCH * 1_000_000 + serial;
    }

    function tagHashOf(address chip_) internal pure returns (bytes32) {
        return keccak256(abi.encode(chip_));
    }

    function signMove(
        uint256 key,
        string memory act,
        address to,
        uint256 tokenId,
        uint256 moves,
        uint256 deadline
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            abi.encodePacked(act, "(address to,uint256 tokenId,uint256 moves,uint256 deadline)")
        );
        return sign(key, typedDigest(garmentDomain(), abi.encode(typehash, to, tokenId, moves, deadline)));
    }

    function signAttestation(
        uint256 key,
        address to,
        uint256 tokenId,
        bytes32 tagHash,
        uint256 moves,
        uint256 deadline
    ) internal view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Attestation(address to,uint256 tokenId,bytes32 tagHash,uint256 moves,uint256 deadline)"
        );
        bytes memory message = abi.encode(typehash, to, tokenId, tagHash, moves, deadline);
        return sign(key, typedDigest(garmentDomain(), message));
    }

    /// @dev A ballot in this voter's name, signed with this key.
    function signBallot(
        uint256 key,
        address voter,
        uint256 designId,
        uint256[] memory tokenIds,
        uint256 deadline
    ) internal view returns (IFluxVoting.Ballot memory) {
        bytes32 typehash = keccak256("Ballot(uint256 designId,uint256[] tokenIds,uint256 deadline)");
        bytes32 ids = keccak256(abi.encodePacked(tokenIds));
        bytes memory message = abi.encode(typehash, designId, ids, deadline);
        bytes memory signature = sign(key, typedDigest(votingDomain(), message));
        return IFluxVoting.Ballot(voter, designId, tokenIds, deadline, signature);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The other valid point for the same digest and key: what a chip or an attacker may send.
    function withHighS(bytes memory signature) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 s, bytes1 v) = (bytes32(0), bytes32(0), signature[64]);
        (r, s) = abi.decode(signature, (bytes32, bytes32));
        return abi.encodePacked(r, ORDER - uint256(s), uint8(v) == 27 ? uint8(28) : uint8(27));
    }

    function typedDigest(bytes32 domain, bytes memory message) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(message)));
    }

    function garmentDomain() internal view returns (bytes32) {
        return domainOf("FluxGarment", address(garment));
    }

    function votingDomain() internal view returns (bytes32) {
        return domainOf("FluxVoting", address(voting));
    }

    function domainOf(string memory name, address contract_) internal view returns (bytes32) {
        bytes32 typehash = keccak256(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        );
        return keccak256(abi.encode(typehash, keccak256(bytes(name)), keccak256("1"), block.chainid, contract_));
    }
}

/// @title The base of tests that start from a fresh pair
abstract contract FluxTest is FluxWorld {
    function setUp() public virtual {
        deploy();
    }
}
