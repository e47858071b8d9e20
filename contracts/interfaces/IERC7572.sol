// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ERC-7572: metadata of a contract as a whole
/// @notice What a marketplace shows above the garments. OpenZeppelin has no such interface yet.
interface IERC7572 {
    /// @notice The contract's own metadata changed.
    event ContractURIUpdated();

    /// @notice Where the contract's own metadata lies.
    /// @return uri Such as `ipfs://<cid>`; empty until it is set.
    function contractURI() external view returns (string memory uri);
}
