// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Whether an account signed a digest
/// @dev The key is tried first and the account's code only when it does not fit: reading the code of each of fifty cold
/// voters would cost 2,600 gas apiece. (An account with code whose key signs is one under EIP-7702, and still that
/// key's.) OpenZeppelin's ECDSA refuses a high s, any length but 65 bytes, and never recovers the zero address.
library Signatures {
    /// @dev What an ERC-1271 wallet may spend where it must not starve others.
    uint256 private constant WALLET_GAS = 150_000;

    function isSigned(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        return
            _isSignedByKey(signer, digest, signature) ||
            SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    /// @dev Like {isSigned}, but a wallet contract gets {WALLET_GAS} at most.
    function isSignedFrugally(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) internal view returns (bool) {
        if (_isSignedByKey(signer, digest, signature)) return true;
        (bool success, bytes memory answer) = signer.staticcall{gas: WALLET_GAS}(
            abi.encodeCall(IERC1271.isValidSignature, (digest, signature))
        );
        // The whole word is compared: an answer with dirt after the four bytes is not the magic value.
        return
            success &&
            answer.length >= 32 &&
            abi.decode(answer, (bytes32)) == bytes32(IERC1271.isValidSignature.selector);
    }

    function _isSignedByKey(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) private pure returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signature);
        return fault == ECDSA.RecoverError.NoError && recovered == signer;
    }
}
