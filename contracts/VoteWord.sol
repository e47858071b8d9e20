// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The votes of up to 128 garments of one batch in one storage slot; 0 until the first of them votes:
///
///   bits   0…127  one for each garment: bit `serial % 128`
///   bits 128…172  key of the word that was linked before this one, 0 for the first
///   bit  255      linked, so that a word whose votes were all taken back is not linked twice
///
/// A word's key is `batchId << 13 | serial / 128`: a batch of up to 127 lies in one word.
type VoteWord is uint256;

using VoteWords for VoteWord global;

/// @title What can be read from and done to a word of votes
library VoteWords {
    uint256 private constant IDS_PER_BATCH = 1_000_000;
    uint256 private constant PREVIOUS_KEY_AT = 128;
    uint256 private constant KEY = (1 << 45) - 1;
    uint256 private constant LINKED = 1 << 255;

    /// @param key Of a garment that exists, so below 2^45.
    function linkedTo(uint256 key) internal pure returns (VoteWord) {
        return VoteWord.wrap(LINKED | (key << PREVIOUS_KEY_AT));
    }

    function plus(VoteWord word, uint256 bit) internal pure returns (VoteWord) {
        return VoteWord.wrap(VoteWord.unwrap(word) | bit);
    }

    function minus(VoteWord word, uint256 bit) internal pure returns (VoteWord) {
        return VoteWord.wrap(VoteWord.unwrap(word) & ~bit);
    }

    function isLinked(VoteWord word) internal pure returns (bool) {
        return VoteWord.unwrap(word) != 0;
    }

    function previousKey(VoteWord word) internal pure returns (uint256) {
        return (VoteWord.unwrap(word) >> PREVIOUS_KEY_AT) & KEY;
    }

    function has(VoteWord word, uint256 bit) internal pure returns (bool) {
        return VoteWord.unwrap(word) & bit != 0;
    }

    /// @dev How many votes: neighbouring bits are added, then pairs, nibbles and bytes.
    function count(VoteWord word) internal pure returns (uint256 votes) {
        votes = uint128(VoteWord.unwrap(word));
        // No field takes more than its own width holds: 2 of 2 bits, 4 of 4, 8 of 8. The last product keeps, in the top
        // byte, the sum of all bytes (at most 128); what it loses above is not part of it.
        unchecked {
            votes -= (votes >> 1) & (type(uint256).max / 3);
            votes = (votes & (type(uint256).max / 5)) + ((votes >> 2) & (type(uint256).max / 5));
            votes = (votes + (votes >> 4)) & (type(uint256).max / 17);
            votes = (votes * (type(uint256).max / 255)) >> 248;
        }
    }

    /// @dev Where a garment's vote is. Two ids never share both key and bit, whatever their size: nothing is cut off.
    function placeOf(uint256 tokenId) internal pure returns (uint256 key, uint256 bit) {
        uint256 serial = tokenId % IDS_PER_BATCH;
        key = ((tokenId / IDS_PER_BATCH) << 13) | (serial >> 7);
        bit = 1 << (serial & 0x7f);
    }
}
