// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title OpenZeppelin's ERC-721 as it comes: anybody mints, no tag, no batch, no order
contract PlainGarment is ERC721 {
    constructor() ERC721("Plain", "PLAIN") {}

    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }

    function mintMany(address[] calldata buyers, uint256[] calldata tokenIds) external {
        for (uint256 i = 0; i < buyers.length; ++i) _mint(buyers[i], tokenIds[i]);
    }
}
