// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev A contract wallet of one key.
contract KeyWallet is IERC1271 {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(digest, signature) == _key ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @dev A wallet that always says yes, but needs this much gas to say it.
contract HungryWallet is IERC1271 {
    uint256 private immutable _appetite;

    constructor(uint256 appetite) {
        _appetite = appetite;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 start = gasleft();
        while (start - gasleft() < _appetite) continue;
        return IERC1271.isValidSignature.selector;
    }
}

/// @dev A wallet that always says yes: for nothing while somebody estimates, for all its gas when it is mined.
contract MoodyWallet is IERC1271 {
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 burnt = 0;
        if (tx.gasprice != 0) while (true) ++burnt;
        return IERC1271.isValidSignature.selector;
    }
}

/// @dev A wallet that answers anything but what ERC-1271 asks for, in each of the ways we could think of.
contract HostileWallet {
    enum Manner {
        Revert,
        BurnAllGas,
        ReturnNothing,
        ReturnShort,
        ReturnDirty,
        ReturnHuge,
        ReturnAllItCan,
        RefuseTokens
    }

    Manner private immutable _manner;

    error Refused();

    constructor(Manner manner) {
        _manner = manner;
    }

    // solhint-disable-next-line payable-fallback
    fallback(bytes calldata) external returns (bytes memory) {
        if (_manner == Manner.BurnAllGas) {
            uint256 burnt = 0;
            while (true) ++burnt;
        }
        if (_manner == Manner.ReturnNothing) return "";
        if (_manner == Manner.ReturnShort) return abi.encodePacked(IERC1271.isValidSignature.selector);
        if (_manner == Manner.ReturnDirty) {
            return abi.encodePacked(IERC1271.isValidSignature.selector, uint224(1));
        }
        if (_manner == Manner.ReturnHuge) return new bytes(1_000_000);
        // Some 130,000 gas worth of memory, and as much for a caller that copies it.
        if (_manner == Manner.ReturnAllItCan) return new bytes(220_000);
        revert Refused();
    }
}
