package org.nodulens.vit.weights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a module and a name in a pickle may stand for. Whatever is not here is refused. */
sealed interface PickleGlobal {
  /** A class or function that the reader knows how to stand in for. */
  enum Known implements PickleGlobal {
    /** {@code collections.OrderedDict}. */
    DICTIONARY,
    /** {@code set}, {@code list} and the like, made of what they are given. */
    SEQUENCE,
    /** {@code torch._utils._rebuild_tensor_v2} and its forerunner. */
    TENSOR,
    /** {@code torch._utils._rebuild_parameter}: the tensor that it is given. */
    PARAMETER,
    /** Data of a training, which is read over and never made. */
    INERT
  }

  /** A class of storages. */
  record OfStorage(StorageType type) implements PickleGlobal {}

  /** By {@code module.name}. */
  Map<String, Known> KNOWN =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", Known.DICTIONARY),
          Map.entry("builtins.dict", Known.DICTIONARY),
          Map.entry("__builtin__.dict", Known.DICTIONARY),
          Map.entry("torch.Size", Known.SEQUENCE),
          Map.entry("builtins.set", Known.SEQUENCE),
          Map.entry("builtins.frozenset", Known.SEQUENCE),
          Map.entry("builtins.list", Known.SEQUENCE),
          Map.entry("builtins.tuple", Known.SEQUENCE),
          Map.entry("__builtin__.set", Known.SEQUENCE),
          Map.entry("__builtin__.list", Known.SEQUENCE),
          Map.entry("torch._utils._rebuild_tensor", Known.TENSOR),
          Map.entry("torch._utils._rebuild_tensor_v2", Known.TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Known.PARAMETER),
          Map.entry("torch._utils._rebuild_parameter_with_state", Known.PARAMETER),
          Map.entry("torch.nn.parameter.Parameter", Known.PARAMETER),
          Map.entry("argparse.Namespace", Known.INERT),
          Map.entry("collections.defaultdict", Known.INERT),
          Map.entry("collections.Counter", Known.INERT),
          Map.entry("datetime.datetime", Known.INERT),
          Map.entry("datetime.timedelta", Known.INERT),
          Map.entry("pathlib.Path", Known.INERT),
          Map.entry("pathlib.PosixPath", Known.INERT),
          Map.entry("pathlib.WindowsPath", Known.INERT),
          Map.entry("torch.device", Known.INERT),
          Map.entry("_codecs.encode", Known.INERT));

  /** NumPy's scalars and arrays, under the module names of its versions 1 and 2. */
  Set<String> NUMPY =
      Set.of(
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar",
          "numpy._core.multiarray._reconstruct");

  /** Element types as PyTorch names them: {@code torch.float32}. */
  Set<String> TORCH_TYPES =
      Set.of(
          "float16",
          "bfloat16",
          "float32",
          "float64",
          "uint8",
          "int8",
          "int16",
          "int32",
          "int64",
          "bool");

  /** What a name stands for; empty where it is not allowed. */
  static Optional<PickleGlobal> of(String module, String name) {
    String whole = module + "." + name;
    if (module.equals("torch")) {
      Optional<StorageType> type = StorageType.ofTorchName(name);
      if (type.isPresent()) {
        return Optional.of(new OfStorage(type.get()));
      }
      if (TORCH_TYPES.contains(name)) {
        return Optional.of(Known.INERT);
      }
    }
    return NUMPY.contains(whole) ? Optional.of(Known.INERT) : Optional.ofNullable(KNOWN.get(whole));
  }
}
