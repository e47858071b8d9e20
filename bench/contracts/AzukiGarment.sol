// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721A} from "erc721a/contracts/ERC721A.sol";

/// @title ERC721A as it comes: its own ids, anybody mints, no tag, no batch, no order
contract AzukiGarment is ERC721A {
    constructor() ERC721A("Azuki", "AZUKI") {}

    function mint(address to) external {
        _mint(to, 1);
    }

    function mintMany(address[] calldata buyers) external {
        for (uint256 i = 0; i < buyers.length; ++i) _mint(buyers[i], 1);
    }
}
