// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev The cheatcodes that our tests use, of those that Hardhat's test runner answers.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address);
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
    function assume(bool condition) external pure;
    function expectRevert(bytes calldata reason) external;
}

/// @title The base of our Solidity tests
/// @dev forge-std is not on npm in a form that compiles, and these lines are all that we need of it.
abstract contract Test {
    // solhint-disable-next-line func-name-mixedcase
    bool public constant IS_TEST = true;
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    address[] private _targets;

    error Different(uint256 left, uint256 right, string what);
    error Untrue(string what);

    /// @dev The runner calls only these contracts in invariant tests.
    function targetContracts() external view returns (address[] memory) {
        return _targets;
    }

    function target(address handler) internal {
        _targets.push(handler);
    }

    function same(uint256 left, uint256 right, string memory what) internal pure {
        if (left != right) revert Different(left, right, what);
    }

    function same(address left, address right, string memory what) internal pure {
        same(uint160(left), uint160(right), what);
    }

    function same(string memory left, string memory right) internal pure {
        holds(keccak256(bytes(left)) == keccak256(bytes(right)), left);
    }

    /// @dev The next call must be refused with this encoded error.
    function refused(bytes memory reason) internal {
        vm.expectRevert(reason);
    }

    function holds(bool condition, string memory what) internal pure {
        if (!condition) revert Untrue(what);
    }

    /// @dev Folds a fuzzed number into lowest…highest.
    function fold(uint256 value, uint256 lowest, uint256 highest) internal pure returns (uint256) {
        return lowest + (value % (highest - lowest + 1));
    }
}
