// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IFluxGarment} from "./interfaces/IFluxGarment.sol";
import {FluxTest} from "./test-support/FluxTest.sol";

contract GarmentTagsTest is FluxTest {
    function test_aBoundTagNeverBindsToAnyOtherId(uint256 serialSeed) external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        uint256 other = idOf(fold(serialSeed, 2, CAP));
        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagTaken.selector, keccak256("tag"), tokenId)
        );
        garment.mintProduct(mintOf(alice, other, keccak256("tag")));
        garment.retag(tokenId, keccak256("new tag"));
        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagTaken.selector, keccak256("tag"), tokenId)
        );
        garment.mintProduct(mintOf(alice, other, keccak256("tag")));
    }

    function test_onlyTheLastOfAGarmentsTagsIsPresentAndAllWereItsOwn(uint8 count) external {
        uint256 tokenId = mintTagged(alice, 1, keccak256(abi.encode(0)));
        uint256 last = fold(count, 0, 20);
        for (uint256 i = 1; i <= last; ++i) garment.retag(tokenId, keccak256(abi.encode(i)));
        same(garment.getProductMetadata(tokenId).tagVersion, last, "tag version");
        for (uint256 i = 0; i <= last; ++i) {
            bytes32 tagHash = keccak256(abi.encode(i));
            (uint256 itsToken, bool retired) = garment.tagOf(tagHash);
            same(itsToken, tokenId, "the garment of a tag");
            holds(retired == (i != last), "retired");
            same(garment.tokenOfTag(tagHash), retired ? 0 : tokenId, "tokenOfTag");
            refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentTagTaken.selector, tagHash, tokenId));
            garment.retag(tokenId, tagHash);
        }
        (uint256 none, bool unknownIsRetired) = garment.tagOf(keccak256("unknown"));
        holds(none == 0 && !unknownIsRetired, "an unknown tag");
    }

    function test_aGarmentWhoseTagWasReplacedAsOftenAsCanBeCountedKeepsItsLast() external {
        uint256 tokenId = mintTo(alice, 1);
        for (uint256 i = 1; i <= type(uint16).max; ++i) garment.retag(tokenId, bytes32(i));
        refused(abi.encodeWithSelector(IFluxGarment.FluxGarmentTagVersionsSpent.selector, tokenId));
        garment.retag(tokenId, keccak256("one more"));
        same(garment.tokenOfTag(bytes32(uint256(type(uint16).max))), tokenId, "the last tag");
        same(garment.tokenOfTag(keccak256("one more")), 0, "one more");
    }

    function test_aPauseKeepsAStolenTaggersKeyFromTags() external {
        uint256 tokenId = mintTagged(alice, 1, keccak256("tag"));
        garment.pause();
        refused(abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        garment.retag(tokenId, keccak256("new tag"));
        garment.unpause();
        garment.retag(tokenId, keccak256("new tag"));
        same(garment.tokenOfTag(keccak256("new tag")), tokenId, "the new tag");
    }

    function test_noTagAtAllIsNoGarmentsTag() external {
        uint256 tokenId = mintTo(alice, 1);
        bytes memory consent = signMove(ALICE_KEY, "Handover", bob, tokenId, 0, block.timestamp);
        refused(
            abi.encodeWithSelector(IFluxGarment.FluxGarmentTagMismatch.selector, tokenId, bytes32(0))
        );
        garment.handoverAttested(bob, tokenId, block.timestamp, consent, bytes32(0), address(this), "");
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
        refused(unknown);
        garment.mintProduct(mints[0]);
        refused(unknown);
        garment.mintProducts(mints);
    }
}
