// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title What FLUX binds at a mint, with a mapping for each fact; and a transfer by the tag alone, as PBT has it
/// @dev Only for gas: the transfer is a theft for whoever holds the tag for a moment.
contract NaiveGarment is ERC721 {
    struct Mint {
        address to;
        uint256 tokenId;
        bytes32 tagHash;
        bytes32 orderRef;
    }

    struct Record {
        uint256 batchId;
        bytes32 tagHash;
        bytes32 orderRef;
        uint256 mintedAt;
    }

    mapping(uint256 tokenId => Record) public records;
    mapping(bytes32 tagHash => uint256 tokenId) public tokenOfTag;
    mapping(bytes32 orderRef => uint256 tokenId) public tokenOfOrder;
    mapping(bytes32 tagHash => uint256 nonce) public nonces;

    error Taken();
    error WrongTag();

    constructor() ERC721("Naive", "NAIVE") {}

    function mint(Mint calldata product) external {
        _mintProduct(product);
    }

    function mintMany(Mint[] calldata products) external {
        for (uint256 i = 0; i < products.length; ++i) _mintProduct(products[i]);
    }

    function transferWithTag(address to, uint256 tokenId, bytes calldata tagSignature) external {
        bytes32 nonceKey = records[tokenId].tagHash;
        bytes32 digest = keccak256(abi.encode(block.chainid, address(this), to, tokenId, nonces[nonceKey]++));
        if (keccak256(abi.encode(ECDSA.recover(digest, tagSignature))) != nonceKey) revert WrongTag();
        _transfer(ownerOf(tokenId), to, tokenId);
    }

    function _mintProduct(Mint calldata product) private {
        if (tokenOfTag[product.tagHash] != 0 || tokenOfOrder[product.orderRef] != 0) revert Taken();
        _mint(product.to, product.tokenId);
        records[product.tokenId] = Record(
            product.tokenId / 1_000_000,
            product.tagHash,
            product.orderRef,
            block.timestamp
        );
        tokenOfTag[product.tagHash] = product.tokenId;
        tokenOfOrder[product.orderRef] = product.tokenId;
    }
}
