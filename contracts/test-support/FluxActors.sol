// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FluxGarment} from "../FluxGarment.sol";
import {FluxVoting} from "../FluxVoting.sol";
import {IFluxGarment} from "../interfaces/IFluxGarment.sol";
import {IFluxVoting} from "../interfaces/IFluxVoting.sol";
import {FluxCast} from "./FluxCast.sol";
import {PlainFlux} from "./PlainFlux.sol";

/// @title Random walks over both contracts, beside the plain model of them
/// @dev Each act is done to {PlainFlux} and to the contracts: both accept it, or both refuse it with the same error.
contract FluxActors is FluxCast {
    /// @dev A batch as it stood when it was vaulted.
    mapping(uint256 batchId => PlainFlux.Batch batch) public atVault;
    /// @dev The moves of a garment when it was last looked at.
    mapping(uint256 tokenId => uint256 moves) public movesSeen;

    error Disagree(bytes4 act, bytes4 contractSays, bytes4 modelSays);

    constructor() {
        deploy();
        model = new PlainFlux();
        garment.grantRole(garment.ATTESTOR_ROLE(), vm.addr(ATTESTOR_KEY));
        open(1, 150);
        open(2, 14);
        putToTheVote(1, block.timestamp, block.timestamp + 60);
        putToTheVote(2, block.timestamp + 20, block.timestamp + 1_000);
        for (uint256 i = 0; i < IDS; i += 3) mint(1 + uint128(i), uint128(i), uint128(i / 3));
    }

    function contracts() external view returns (FluxGarment, FluxVoting) {
        return (garment, voting);
    }

    function mint(uint128 who, uint128 id, uint128 tag) public {
        IFluxGarment.Mint memory wanted = mintOf(personAt(who), idAt(id), tagAt(tag));
        agree(address(garment), abi.encodeCall(garment.mintProduct, (wanted)), model.mint(wanted));
    }

    /// @dev Mostly ids that rise.
    function mintMany(uint128 first, uint128 step, uint128 count, uint128 seed) external {
        IFluxGarment.Mint[] memory wanted = new IFluxGarment.Mint[](count % 5);
        for (uint256 i = 0; i < wanted.length; ++i) {
            uint256 id = idAt((first % IDS) + i * (step % 4));
            wanted[i] = mintOf(personAt(seed + i), id, tagAt((seed >> 8) + i * (step % 3)));
        }
        agree(address(garment), abi.encodeCall(garment.mintProducts, (wanted)), model.mintAll(wanted));
    }

    function retag(uint128 id, uint128 tag) external {
        agree(address(garment), abi.encodeCall(garment.retag, (idAt(id), tagAt(tag))), model.retag(idAt(id), tagAt(tag)));
    }

    function lowerCap(uint128 batch, uint128 cap) external {
        uint256 batchId = 1 + (batch % 2);
        (uint256 present, uint256 minted, ) = model.batches(batchId);
        uint256[5] memory edges = [0, minted - 1, minted, present - 1, present];
        uint256 to = edges[diced(cap) % 5];
        agree(address(garment), abi.encodeCall(garment.lowerCap, (batchId, uint32(to))), model.lowerCap(batchId, to));
    }

    /// @dev One time in thirty-two, or the walk would be over before it began.
    function vault(uint128 batch, uint128 chance) external {
        if (diced(chance) % 32 != 0) return;
        uint256 batchId = 1 + (batch % 2);
        IFluxGarment.Batch memory before = garment.batchOf(batchId);
        agree(address(garment), abi.encodeCall(garment.vaultBatch, (batchId)), model.vault(batchId));
        if (!before.vaulted) atVault[batchId] = PlainFlux.Batch(before.cap, before.minted, true);
    }

    /// @dev Seldom stops and mostly goes on.
    function pause(uint128 chance) external {
        bool stop = diced(chance) % 16 == 0;
        bytes memory call = stop ? abi.encodeCall(garment.pause, ()) : abi.encodeCall(garment.unpause, ());
        agree(address(garment), call, model.setPaused(stop));
    }

    function approve(uint128 caller, uint128 to, uint128 id) external {
        address by = somebody(usually(holderOf(idAt(id)), caller));
        bytes4 refusal = model.approve(by, personAt(to), idAt(id));
        agree(address(garment), abi.encodeCall(garment.approve, (personAt(to), idAt(id))), refusal, by);
    }

    function setOperator(uint128 caller, uint128 operator, bool allowed) external {
        (address by, address to) = (somebody(personAt(caller)), personAt(operator));
        bytes memory call = abi.encodeCall(garment.setApprovalForAll, (to, allowed));
        agree(address(garment), call, model.setOperator(by, to, allowed), by);
    }

    function transfer(uint128 caller, uint128 owner, uint128 to, uint128 id) external {
        uint256 tokenId = idAt(id);
        address from = usually(holderOf(tokenId), owner);
        address by = somebody(usually(from, caller));
        bytes memory call = abi.encodeCall(garment.transferFrom, (from, personAt(to), tokenId));
        agree(address(garment), call, model.transfer(by, from, personAt(to), tokenId), by);
    }

    function transferBySig(uint128 signer, uint128 to, uint128 id, uint128 seed) external {
        (uint256 tokenId, address receiver) = (idAt(id), personAt(to));
        PlainFlux.Signed memory signed = signedFor(tokenId, signer, seed);
        bytes memory signature = signAs(signed, "Transfer", receiver, tokenId);
        agree(
            address(garment),
            abi.encodeCall(garment.transferBySig, (receiver, tokenId, signed.deadline, signature)),
            model.transferSigned(receiver, tokenId, signed)
        );
    }

    function handover(uint128 signer, uint128 to, uint128 id, uint128 tag, uint128 seed) external {
        (uint256 tokenId, address receiver) = (idAt(id), personAt(to));
        PlainFlux.Signed memory signed = signedFor(tokenId, signer, seed);
        uint256 chipMoves = usually(movesOf(tokenId), seed >> 16, 3);
        uint256 chipKey = chipKeyAt(usually(tagIndexOf(tokenId), tag, TAGS));
        bytes memory proof = signMove(chipKey, "TagProof", receiver, tokenId, chipMoves, signed.deadline);
        bytes memory consent = signAs(signed, "Handover", receiver, tokenId);
        agree(
            address(garment),
            abi.encodeCall(garment.handover, (receiver, tokenId, signed.deadline, consent, proof)),
            model.handover(receiver, tokenId, signed, tagHashOf(vm.addr(chipKey)), chipMoves)
        );
    }

    function handoverAttested(uint128 signer, uint128 to, uint128 id, uint128 tag, uint128 seed) external {
        (uint256 tokenId, address receiver) = (idAt(id), personAt(to));
        PlainFlux.Signed memory signed = signedFor(tokenId, signer, seed);
        uint256 moves = usually(movesOf(tokenId), seed >> 16, 3);
        bytes32 tagHash = tagAt(usually(tagIndexOf(tokenId), tag, TAGS));
        bytes memory word = signAttestation(ATTESTOR_KEY, receiver, tokenId, tagHash, moves, signed.deadline);
        bytes memory consent = signAs(signed, "Handover", receiver, tokenId);
        agree(
            address(garment),
            abi.encodeCall(
                garment.handoverAttested,
                (receiver, tokenId, signed.deadline, consent, tagHash, vm.addr(ATTESTOR_KEY), word)
            ),
            model.handoverAttested(receiver, tokenId, signed, tagHash, moves)
        );
    }

    function vote(uint128 caller, uint128 design, uint128 seed) external {
        uint256[] memory tokenIds = idsFrom(seed);
        address voter = somebody(usually(tokenIds.length == 0 ? address(0) : holderOf(tokenIds[0]), caller));
        bytes memory call = abi.encodeCall(voting.vote, (designAt(design), tokenIds));
        agree(address(voting), call, model.vote(voter, designAt(design), tokenIds), voter);
    }

    function voteBySig(uint128 signer, uint128 design, uint128 seed) external {
        (IFluxVoting.Ballot memory ballot, address signedBy) = ballotFrom(signer, design, seed);
        agree(address(voting), abi.encodeCall(voting.voteBySig, (ballot)), model.voteSigned(signedBy, ballot));
    }

    /// @dev The model takes one after the other. Who was skipped shows in who has voted.
    function voteMany(uint128 signer, uint128 design, uint128 seed, uint128 count) external {
        IFluxVoting.Ballot[] memory ballots = new IFluxVoting.Ballot[](count % 5);
        for (uint256 i = 0; i < ballots.length; ++i) {
            address signedBy;
            (ballots[i], signedBy) = ballotFrom(diced(signer + i), design, diced(seed + i));
            model.voteSigned(signedBy, ballots[i]);
        }
        bytes4 refusal = ballots.length == 0 ? IFluxVoting.FluxVotingEmptyBallot.selector : bytes4(0);
        agree(address(voting), abi.encodeCall(voting.voteMany, (ballots)), refusal);
    }

    function decide(uint128 design, bool approved, uint128 chance) external {
        if (diced(chance) % 4 != 0) return;
        bytes memory call = abi.encodeCall(voting.decide, (designAt(design), approved));
        agree(address(voting), call, model.decide(designAt(design), approved));
    }

    function waitABit(uint128 time) external {
        vm.warp(block.timestamp + (time % 30));
    }

    function lookAtMoves() external {
        for (uint256 i = 0; i < IDS; ++i) {
            (address holder, ) = garment.holdingOf(idAt(i));
            if (holder != address(0)) movesSeen[idAt(i)] = garment.movesOf(idAt(i));
        }
    }

    function open(uint256 batchId, uint32 cap) private {
        garment.openBatch(batchId, cap, "");
        model.openBatch(batchId, cap);
    }

    function putToTheVote(uint256 designId, uint256 opensAt, uint256 closesAt) private {
        voting.openDesign(designId, uint64(opensAt), uint64(closesAt), "");
        model.openDesign(designId, opensAt, closesAt);
    }

    function agree(address on, bytes memory call, bytes4 modelSays) private {
        agree(on, call, modelSays, address(this));
    }

    /// @dev Does to the contracts what the model has done, or refused. A revert without an error agrees with nothing.
    function agree(address on, bytes memory call, bytes4 modelSays, address by) private {
        vm.prank(by);
        // solhint-disable-next-line avoid-low-level-calls
        (bool done, bytes memory reason) = on.call(call);
        bytes4 contractSays = done ? bytes4(0) : reason.length < 4 ? bytes4(0xffffffff) : bytes4(reason);
        if (contractSays != modelSays) revert Disagree(bytes4(call), contractSays, modelSays);
    }
}
