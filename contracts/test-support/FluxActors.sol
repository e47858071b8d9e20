// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "../FluxGarment.sol";
import {FluxVoting} from "../FluxVoting.sol";
import {IFluxGarment} from "../interfaces/IFluxGarment.sol";
import {FluxWorld} from "./FluxTest.sol";

/// @title Random walks over both contracts, beside a plain model of what they must be
/// @dev A small world on purpose (2 batches, 24 ids over three bitmap words, 16 tags, 3 people, 2 designs), so that the
/// walk meets every refusal. An act that the contract refuses must leave the model as it was; one that it accepts is
/// written down here in the plainest way there is.
contract FluxActors is FluxWorld {
    uint256 internal constant IDS = 24;
    uint256 internal constant TAGS = 16;

    address[] internal people;
    mapping(uint256 tokenId => address) public ownerOf;
    mapping(uint256 tokenId => bytes32) public tagOf;
    mapping(bytes32 tagHash => uint256) public everTagged;
    mapping(uint256 tokenId => uint256) public movesOf;
    mapping(uint256 tokenId => uint256) public movedAt;
    mapping(address holder => uint256) public held;
    mapping(uint256 batchId => uint256) public minted;
    mapping(uint256 batchId => uint256) public mintedWhenVaulted;
    mapping(uint256 batchId => uint256) public lowestCap;
    mapping(uint256 designId => mapping(uint256 tokenId => uint256)) public timesCounted;
    mapping(uint256 designId => uint256) public votes;

    error ShouldHaveRefused(string act);

    constructor() {
        deploy();
        people = [vm.addr(1), vm.addr(2), vm.addr(3)];
        garment.openBatch(1, 150, "one");
        garment.openBatch(2, 14, "two");
        (lowestCap[1], lowestCap[2]) = (150, 14);
        voting.openDesign(1, uint64(block.timestamp + 50), uint64(block.timestamp + 400), "");
        voting.openDesign(2, uint64(block.timestamp + 200), uint64(block.timestamp + 1_000), "");
        for (uint256 i = 0; i < IDS; i += 3) mint(i, i, i / 3);
    }

    /// @dev Ids 1…6 and 145…150 of batch 1 lie in different words; ids 1…12 of batch 2.
    function idAt(uint256 index) public pure returns (uint256) {
        uint256 i = index % IDS;
        if (i < 6) return 1_000_001 + i;
        if (i < 12) return 1_000_000 + 139 + i;
        return 2_000_001 + i - 12;
    }

    function tagAt(uint256 index) public pure returns (bytes32) {
        return keccak256(abi.encode("tag", index % TAGS));
    }

    function personAt(uint256 index) public view returns (address) {
        return people[index % people.length];
    }

    function contracts() external view returns (FluxGarment, FluxVoting) {
        return (garment, voting);
    }

    function mint(uint256 who, uint256 id, uint256 tag) public {
        uint256 tokenId = idAt(id);
        bool known = ownerOf[tokenId] != address(0);
        try garment.mintProduct(mintOf(personAt(who), tokenId, tagAt(tag))) {
            if (known) return;
            if (everTagged[tagAt(tag)] != 0) revert ShouldHaveRefused("a tag was bound twice");
            if (mintedWhenVaulted[tokenId / 1_000_000] != 0) revert ShouldHaveRefused("minted into a vault");
            _moved(tokenId, address(0), personAt(who));
            _tagged(tokenId, tagAt(tag));
            minted[tokenId / 1_000_000] += 1;
        } catch {}
    }

    function retag(uint256 id, uint256 tag) external {
        try garment.retag(idAt(id), tagAt(tag)) {
            if (ownerOf[idAt(id)] == address(0)) revert ShouldHaveRefused("tagged a garment that is none");
            if (everTagged[tagAt(tag)] != 0) revert ShouldHaveRefused("a tag was bound twice");
            _tagged(idAt(id), tagAt(tag));
        } catch {}
    }

    function transfer(uint256 caller, uint256 to, uint256 id) external {
        address from = ownerOf[idAt(id)];
        vm.prank(_usually(from, caller));
        try garment.transferFrom(from, personAt(to), idAt(id)) {
            if (_usually(from, caller) != from) revert ShouldHaveRefused("moved without consent");
            _moved(idAt(id), from, personAt(to));
        } catch {}
    }

    function transferBySig(uint256 signer, uint256 to, uint256 id, uint256 moves) external {
        uint256 tokenId = idAt(id);
        address owner = ownerOf[tokenId];
        bytes memory signature = signMove(
            1 + (signer % 3),
            "Transfer",
            personAt(to),
            tokenId,
            moves % 3,
            block.timestamp
        );
        try garment.transferBySig(personAt(to), tokenId, block.timestamp, signature) {
            if (owner != personAt(signer)) revert ShouldHaveRefused("moved without consent");
            if (movesOf[tokenId] != moves % 3) revert ShouldHaveRefused("an old signature moved it");
            _moved(tokenId, owner, personAt(to));
        } catch {}
    }

    function vote(uint256 caller, uint256 design, uint256 id, uint256 otherId) external {
        uint256[] memory tokenIds = new uint256[](otherId % 3 == 0 ? 2 : 1);
        tokenIds[0] = idAt(id);
        if (tokenIds.length == 2) tokenIds[1] = idAt(otherId);
        address voter = _usually(ownerOf[tokenIds[0]], caller);
        uint256 designId = 1 + (design % 2);
        vm.prank(voter);
        try voting.vote(designId, tokenIds) {
            uint64 opensAt = voting.designOf(designId).opensAt;
            for (uint256 i = 0; i < tokenIds.length; ++i) {
                if (ownerOf[tokenIds[i]] != voter) revert ShouldHaveRefused("another's garment voted");
                if (movedAt[tokenIds[i]] >= opensAt) revert ShouldHaveRefused("a garment that moved voted");
                timesCounted[designId][tokenIds[i]] += 1;
            }
            votes[designId] += tokenIds.length;
        } catch {}
    }

    function lowerCap(uint256 batch, uint256 cap) external {
        uint256 batchId = 1 + (batch % 2);
        uint32 to = uint32(fold(cap, lowestCap[batchId] - 1, lowestCap[batchId] + 1));
        try garment.lowerCap(batchId, to) {
            if (to >= lowestCap[batchId]) revert ShouldHaveRefused("a cap rose");
            if (mintedWhenVaulted[batchId] != 0) revert ShouldHaveRefused("a vaulted batch changed");
            lowestCap[batchId] = to;
        } catch {}
    }

    /// @dev One time in thirty-two, or the walk would be over before it began.
    function vault(uint256 batch, uint256 chance) external {
        uint256 batchId = 1 + (batch % 2);
        if (uint256(keccak256(abi.encode(chance))) % 32 != 0) return;
        try garment.vaultBatch(batchId) {
            if (mintedWhenVaulted[batchId] != 0) revert ShouldHaveRefused("vaulted twice");
            mintedWhenVaulted[batchId] = minted[batchId];
        } catch {}
    }

    function waitABit(uint256 time) external {
        vm.warp(block.timestamp + (time % 30));
    }

    /// @dev This person three times in four, so that most acts get past the first refusal; else any.
    function _usually(address person, uint256 chance) private view returns (address) {
        return uint256(keccak256(abi.encode(chance))) % 4 == 0 || person == address(0) ? personAt(chance) : person;
    }

    function _moved(uint256 tokenId, address from, address to) private {
        ownerOf[tokenId] = to;
        held[to] += 1;
        if (from != address(0)) {
            held[from] -= 1;
            movesOf[tokenId] += 1;
            movedAt[tokenId] = block.timestamp;
        }
    }

    function _tagged(uint256 tokenId, bytes32 tagHash) private {
        tagOf[tokenId] = tagHash;
        everTagged[tagHash] = tokenId;
    }
}
