// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IFluxVoting} from "../interfaces/IFluxVoting.sol";
import {FluxWorld} from "./FluxTest.sol";
import {PlainFlux} from "./PlainFlux.sol";

/// @title Whom and what a random walk picks
/// @dev A small world on purpose (2 batches, 24 ids over three words of votes and six that are none, 40 chips, 3 people
/// and nobody, 2 designs), and picks that mostly fit, so that the walk meets every refusal but is not refused all the time.
abstract contract FluxCast is FluxWorld {
    uint256 public constant IDS = 24;
    uint256 public constant NO_IDS = 6;
    uint256 public constant TAGS = 40;
    uint256 internal constant PEOPLE = 3;
    uint256 internal constant ATTESTOR_KEY = 0xa77e57;

    PlainFlux public model;

    /// @dev Ids 1…6 and 145…150 of batch 1 lie in different words; ids 1…12 of batch 2. Then those of nothing.
    function idAt(uint256 index) public pure returns (uint256) {
        uint256 i = index % (IDS + NO_IDS);
        if (i < 6) return 1_000_001 + i;
        if (i < 12) return 1_000_000 + 139 + i;
        if (i < IDS) return 2_000_001 + i - 12;
        // What a second tag's binding looks like, serial 0, over the cap, of no batch, 0, and the largest.
        uint256[NO_IDS] memory none = [
            uint256(1_000_001 | (1 << 64)),
            2_000_000,
            1_000_151,
            3_000_001,
            0,
            type(uint256).max
        ];
        return none[i - IDS];
    }

    /// @dev One in forty-one is no tag.
    function tagAt(uint256 index) public pure returns (bytes32) {
        return index % (TAGS + 1) == TAGS ? bytes32(0) : tagHashOf(vm.addr(chipKeyAt(index)));
    }

    function chipKeyAt(uint256 index) internal pure returns (uint256) {
        return 1_000 + (index % (TAGS + 1));
    }

    /// @dev One in sixteen is nobody.
    function personAt(uint256 index) public pure returns (address) {
        return index % 16 == 0 ? address(0) : vm.addr(1 + (index % PEOPLE));
    }

    function holderOf(uint256 tokenId) internal view returns (address holder) {
        (holder, , , , , ) = model.garments(tokenId);
    }

    function movesOf(uint256 tokenId) internal view returns (uint256 moves) {
        (, , , moves, , ) = model.garments(tokenId);
    }

    /// @dev Where in {tagAt} a garment's tag is.
    function tagIndexOf(uint256 tokenId) internal view returns (uint256 index) {
        (, , , , , bytes32 tagHash) = model.garments(tokenId);
        while (index < TAGS && tagAt(index) != tagHash) ++index;
    }

    /// @dev The key of a person, or of the first one.
    function keyOf(address person) internal pure returns (uint256 key) {
        key = PEOPLE;
        while (key > 1 && vm.addr(key) != person) --key;
    }

    /// @dev Mostly the holder's signature, for the moves and a time that count.
    function signedFor(
        uint256 tokenId,
        uint256 signer,
        uint256 seed
    ) internal view returns (PlainFlux.Signed memory) {
        return
            PlainFlux.Signed({
                owner: vm.addr(keyOf(usually(holderOf(tokenId), signer))),
                moves: usually(movesOf(tokenId), seed, 3),
                deadline: deadlineFrom(seed)
            });
    }

    function signAs(
        PlainFlux.Signed memory signed,
        string memory act,
        address to,
        uint256 tokenId
    ) internal view returns (bytes memory) {
        return signMove(keyOf(signed.owner), act, to, tokenId, signed.moves, signed.deadline);
    }

    /// @dev A ballot, mostly its voter's own, and who signed it.
    function ballotFrom(
        uint256 signer,
        uint256 design,
        uint256 seed
    ) internal view returns (IFluxVoting.Ballot memory ballot, address signedBy) {
        uint256[] memory tokenIds = idsFrom(seed);
        address voter = usually(tokenIds.length == 0 ? address(0) : holderOf(tokenIds[0]), seed >> 8);
        uint256 key = keyOf(usually(voter, signer));
        return (signBallot(key, voter, designAt(design), tokenIds, deadlineFrom(seed >> 16)), vm.addr(key));
    }

    /// @dev None to three ids, sometimes one of them twice.
    function idsFrom(uint256 seed) internal pure returns (uint256[] memory tokenIds) {
        tokenIds = new uint256[](diced(seed) % 8 == 0 ? 0 : 1 + (diced(seed) % 3));
        for (uint256 i = 0; i < tokenIds.length; ++i) tokenIds[i] = idAt(seed + 3 * i * (diced(seed + i) % 4));
    }

    /// @dev Nobody sends no transaction.
    function somebody(address person) internal pure returns (address) {
        return person == address(0) ? vm.addr(1) : person;
    }

    /// @dev This one three times in four, so that most acts get past the first refusal; else any.
    function usually(address person, uint256 chance) internal pure returns (address) {
        return person == address(0) || diced(chance) % 4 == 0 ? personAt(chance) : person;
    }

    /// @dev This one, and one time in eight any below the bound.
    function usually(uint256 number, uint256 chance, uint256 bound) internal pure returns (uint256) {
        return diced(chance) % 8 == 0 ? chance % bound : number;
    }

    /// @dev 1 or 2, and one time in eight none.
    function designAt(uint256 index) internal pure returns (uint256) {
        return usually(1 + (index % 2), index, 4);
    }

    function deadlineFrom(uint256 seed) internal view returns (uint256) {
        return diced(seed) % 16 == 0 ? block.timestamp - 1 : block.timestamp + (seed % 2);
    }

    /// @dev The fuzzer likes small and extreme numbers; these are spread evenly.
    function diced(uint256 seed) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed)));
    }
}
