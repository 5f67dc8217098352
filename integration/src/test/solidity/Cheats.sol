// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// The cheat codes of forge that these tests use, so that no library has to be downloaded.
interface Cheats {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function deal(address account, uint256 balance) external;
    function etch(address account, bytes calldata code) external;
    function prank(address sender) external;
    function assume(bool condition) external pure;
    function record() external;
    function accesses(address account) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
    function readFile(string calldata path) external view returns (string memory);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory);
}

/// Common ground of the tests: the cheat codes, the bridge at its genesis address, and plain assertions.
abstract contract BridgeTestBase {
    Cheats internal constant CHEATS = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    address internal constant BRIDGE = 0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB;
    address internal constant BURN = 0x000000000000000000000000000000000000dEaD;
    address internal constant ALICE = address(0xA11CE);
    uint256 internal constant MINIMUM = 10 ** 16;
    bytes internal constant P2WPKH = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

    /// The code that execution genesis files carry: these tests run on it, not on a fresh compilation.
    function genesisCode() internal view returns (bytes memory) {
        string memory artefact = CHEATS.readFile("main/resources/io/alys/integration/genesis/Bridge.json");
        return CHEATS.parseJsonBytes(artefact, ".runtimeCode");
    }

    function same(uint256 actual, uint256 expected, string memory what) internal pure {
        require(actual == expected, what);
    }

    function same(address actual, address expected, string memory what) internal pure {
        require(actual == expected, what);
    }

    function same(bytes memory actual, bytes memory expected, string memory what) internal pure {
        require(keccak256(actual) == keccak256(expected), what);
    }

    function text(uint256 length) internal pure returns (bytes memory filled) {
        filled = new bytes(length);
        for (uint256 i = 0; i < length; i++) filled[i] = "q";
    }

    /// The reason of a failed call that reverted with `revert("…")`.
    function reason(string memory message) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", message);
    }
}
