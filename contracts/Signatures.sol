// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Whether an account signed a digest
/// @dev The key is tried first and the account's code only when it does not fit: reading the code of each of fifty cold
/// voters would cost 2,600 gas apiece. (An account with code whose key signs is one under EIP-7702, and still that
/// key's.) OpenZeppelin's ECDSA refuses a high s, any length but 65 bytes, and never recovers the zero address; its
/// SignatureChecker takes 32 bytes of a wallet's answer, however long it is, and compares all of them.
library Signatures {
    function isSigned(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        return isSignedByKey(signer, digest, signature) || isSignedByWallet(signer, digest, signature);
    }

    /// @dev The wallet may burn all gas but a 64th (EIP-150): the caller bounds it where others pay.
    function isSignedByWallet(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) internal view returns (bool) {
        return SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    function isSignedByKey(
        address signer,
        bytes32 digest,
        bytes calldata signature
    ) internal pure returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signature);
        return fault == ECDSA.RecoverError.NoError && recovered == signer;
    }
}
