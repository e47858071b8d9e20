// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title OpenZeppelin's ERC-721 whose holders vote by checkpoints
contract VotesGarment is ERC721, ERC721Votes {
    constructor() ERC721("Votes", "VOTES") EIP712("Votes", "1") {}

    function mintMany(address[] calldata buyers, uint256[] calldata tokenIds) external {
        for (uint256 i = 0; i < buyers.length; ++i) _mint(buyers[i], tokenIds[i]);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal override(ERC721, ERC721Votes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    function _increaseBalance(address account, uint128 value) internal override(ERC721, ERC721Votes) {
        super._increaseBalance(account, value);
    }
}

/// @title The smallest governor over it that OpenZeppelin's parts make
contract DesignGovernor is Governor, GovernorCountingSimple, GovernorVotes {
    constructor(IVotes token) Governor("DesignGovernor") GovernorVotes(token) {}

    function votingDelay() public pure override returns (uint256) {
        return 1;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 10_000;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 0;
    }
}
